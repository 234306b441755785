import type { ParkDay } from '@shared/ids';
import { parkDayOf } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { serverNow } from '../../api/call';
import { form } from '../../texts/form';
import { Button } from '../button';
import { Icon } from '../icon';
import { Press } from '../press';
import { Sheet } from '../sheet';
import { addMonths, monthOf, toggled, weeksOf } from './month';
import './day-sheet.scss';

interface Props {
  title: string;
  chosen: ParkDay[];
  /** Days before this one cannot be picked. */
  first?: ParkDay;
  /** Nor after this one. */
  last?: ParkDay;
  pick(day: ParkDay): void;
  close(): void;
  done?: string;
}

/** A month to pick days from. */
function Calendar({ title, chosen, first, last, pick, close, done }: Props) {
  const today = parkDayOf(serverNow());
  const isOff = (day: ParkDay) => (first !== undefined && day < first) || (last !== undefined && day > last);
  const [month, setMonth] = useState(monthOf(chosen[0] ?? today));
  return (
    <Sheet title={title} close={close}>
      <View className="month-bar">
        <Press
          className="month-step"
          label={form.earlierMonth}
          onPress={() => setMonth(addMonths(month, -1))}
        >
          <Icon name="back" />
        </Press>
        <View className="month-name figures">{form.month(month)}</View>
        <Press className="month-step" label={form.laterMonth} onPress={() => setMonth(addMonths(month, 1))}>
          <Icon name="next" />
        </Press>
      </View>
      <View className="month-week">
        {form.days.map((name) => (
          <View className="month-day month-head" key={name}>
            {name}
          </View>
        ))}
      </View>
      {weeksOf(month).map((week) => (
        <View className="month-week" key={week.join()}>
          {week.map((day, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the week is what it is
            <Day key={place} day={day} on={chosen} today={today} isOff={isOff} pick={pick} />
          ))}
        </View>
      ))}
      {done && (
        <View className="month-done">
          <Button onPress={close}>{done}</Button>
        </View>
      )}
    </Sheet>
  );
}

interface DayProps {
  day: ParkDay | null;
  on: ParkDay[];
  today: ParkDay;
  isOff(day: ParkDay): boolean;
  pick(day: ParkDay): void;
}

function Day({ day, on, today, isOff, pick }: DayProps) {
  if (day === null) return <View className="month-day" />;
  const off = isOff(day);
  const looks = [
    'month-day figures',
    ...(on.includes(day) ? ['month-on'] : []),
    ...(day === today ? ['month-today'] : []),
    ...(off ? ['month-off'] : []),
  ];
  return (
    <Press className={looks.join(' ')} label={form.dayName(day)} off={off} onPress={() => pick(day)}>
      {String(Number(day.slice(8)))}
    </Press>
  );
}

type OneProps = { chosen: ParkDay; last?: ParkDay; pick(day: ParkDay): void; close(): void };

/** One day; picking it closes the sheet. */
export const DaySheet = ({ chosen, last, pick, close }: OneProps) => (
  <Calendar
    title={form.chooseDay}
    chosen={[chosen]}
    {...(last ? { last } : {})}
    pick={(day) => {
      pick(day);
      close();
    }}
    close={close}
  />
);

type ManyProps = { chosen: ParkDay[]; change(days: ParkDay[]): void; close(): void };

/** Any number of days. */
export const DaysSheet = ({ chosen, change, close }: ManyProps) => (
  <Calendar
    title={chosen.length > 0 ? form.chosenDays(chosen.length) : form.chooseDays}
    chosen={chosen}
    pick={(day) => change(toggled(chosen, day))}
    close={close}
    done={form.done}
  />
);
