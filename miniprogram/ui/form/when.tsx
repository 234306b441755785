import type { ParkDay } from '@shared/ids';
import { parkDayOf, weekdayOf } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { serverNow } from '../../api/call';
import { form } from '../../texts/form';
import { Icon } from '../icon';
import { Press } from '../press';
import { ClockSheet } from './clock-sheet';
import { DaySheet, DaysSheet } from './day-sheet';
import type { DayMark, Moment } from './moment';
import './when.scss';

/** 6 月 15 日 周一; with its year where that is another than this. */
function dayText(day: ParkDay): string {
  const name = `${form.dayName(day)} ${form.weekday(weekdayOf(day))}`;
  return day.slice(0, 4) === parkDayOf(serverNow()).slice(0, 4) ? name : `${day.slice(0, 4)} 年 ${name}`;
}

/** A day of the park. */
export const DayBox = ({ value, change }: { value: DayMark; change(value: DayMark): void }) => (
  <PickedDay day={value.day} pick={(day) => change({ day })} />
);

interface MomentProps {
  value: Moment;
  /** Something ends then: 24:00 can be picked. */
  end?: boolean;
  change(value: Moment): void;
}

/** A day and a clock, side by side. */
export const MomentBox = ({ value, end = false, change }: MomentProps) => (
  <View className="when">
    <PickedDay day={value.day} pick={(day) => change({ day, clock: value.clock })} />
    <PickedClock clock={value.clock} end={end} pick={(clock) => change({ day: value.day, clock })} />
  </View>
);

function PickedDay({ day, pick }: { day: ParkDay; pick(day: ParkDay): void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Press className="box when-day" onPress={() => setOpen(true)}>
        <View className="when-text figures">{dayText(day)}</View>
        <Icon name="calendar" className="when-icon" />
      </Press>
      {open && <DaySheet chosen={day} pick={pick} close={() => setOpen(false)} />}
    </>
  );
}

interface ClockProps {
  clock: string;
  end?: boolean;
  pick(clock: string): void;
}

function PickedClock({ clock, end = false, pick }: ClockProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Press className="box when-clock" onPress={() => setOpen(true)}>
        <View className="when-text figures">{clock}</View>
        <Icon name="clock" className="when-icon" />
      </Press>
      {open && <ClockSheet chosen={clock} end={end} pick={pick} close={() => setOpen(false)} />}
    </>
  );
}

/** Any number of days, each with the way to take it out. */
export function DaysBox({ value, change }: { value: ParkDay[]; change(value: ParkDay[]): void }) {
  const [open, setOpen] = useState(false);
  return (
    <View className="pieces">
      {value.map((day) => (
        <Press
          key={day}
          className="piece figures"
          label={form.remove(form.dayName(day))}
          onPress={() => change(value.filter((other) => other !== day))}
        >
          {dayText(day)}
          <Icon name="cross" className="piece-icon" />
        </Press>
      ))}
      <Press className="piece piece-add" onPress={() => setOpen(true)}>
        <Icon name="plus" className="piece-icon" />
        {form.addDay}
      </Press>
      {open && <DaysSheet chosen={value} change={change} close={() => setOpen(false)} />}
    </View>
  );
}

export interface Hours {
  from: string;
  to: string;
}
const FIRST_HOURS: Hours = { from: '10:00', to: '18:00' };

/** Hours of a day, as many stretches as needed. */
export function HoursBox({ value, change }: { value: Hours[]; change(value: Hours[]): void }) {
  const put = (place: number, hours: Hours) =>
    change(value.map((other, at) => (at === place ? hours : other)));
  return (
    <View>
      {value.map((hours, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no name but their place
        <View className="hours" key={place}>
          <PickedClock clock={hours.from} pick={(from) => put(place, { ...hours, from })} />
          <View className="hours-to">{form.to}</View>
          <PickedClock clock={hours.to} end pick={(to) => put(place, { ...hours, to })} />
          <Press
            className="hours-remove"
            label={form.remove(`${hours.from}–${hours.to}`)}
            onPress={() => change(value.filter((_other, at) => at !== place))}
          >
            <Icon name="cross" />
          </Press>
        </View>
      ))}
      <View className="pieces">
        <Press className="piece piece-add" onPress={() => change([...value, FIRST_HOURS])}>
          <Icon name="plus" className="piece-icon" />
          {form.addHours}
        </Press>
      </View>
    </View>
  );
}
