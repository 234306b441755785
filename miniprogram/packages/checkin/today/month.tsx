import type { CheckinStatusView } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { isParkDay, weekdayOf } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useQuery } from '../../../api/use-query';
import { monthBeside } from '../../../features/checkin/acts';
import { checkin as texts } from '../../../texts/checkin';
import { Card } from '../../../ui/bits';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import './month.scss';

interface Props {
  status: CheckinStatusView;
  guest: boolean;
  /** A missed day that a card can make up. */
  choose(day: ParkDay): void;
}

/** The month as a calendar: signed, made up, closed, and the days a card can still make up. */
export function Month({ status, guest, choose }: Props) {
  const present = status.today.slice(0, 7);
  const [month, setMonth] = useState(present);
  const isPresent = month === present;
  return (
    <Card className="month">
      <View className="month-head">
        <Turn by={-1} month={month} turn={setMonth} />
        <View className="month-title figures">{texts.monthTitle(month)}</View>
        <Turn by={1} month={month} turn={setMonth} off={isPresent} />
      </View>
      <View className="month-grid">
        {texts.weekdays.map((weekday) => (
          <View className="month-weekday" key={weekday}>
            {weekday}
          </View>
        ))}
        {isPresent ? (
          <Days month={month} status={status} choose={choose} />
        ) : (
          <OtherMonth month={month} choose={choose} />
        )}
      </View>
      {!guest && isPresent && <Foot status={status} />}
    </Card>
  );
}

function Foot({ status }: { status: CheckinStatusView }) {
  const { days, rewards } = status.month;
  return (
    <View className="month-foot">
      <View className="month-line figures">{texts.monthDays(days)}</View>
      <View className="month-rewards">
        {rewards.map((reward) => (
          <View
            className={`month-reward figures${days >= reward.days ? ' month-reward-done' : ''}`}
            key={reward.days}
          >
            {texts.monthReward(reward.days, reward.points, reward.cards)}
          </View>
        ))}
      </View>
      <View className="month-cards figures">{texts.cards(status.cards)}</View>
      {status.missed.length > 0 && status.cards > 0 && <View className="month-cards">{texts.canMakeUp}</View>}
    </View>
  );
}

/** A month that is over: only to look at. */
function OtherMonth({ month, choose }: { month: string; choose: Props['choose'] }) {
  const { value } = useQuery('campaign', 'checkin.status', { month });
  return <Days month={month} status={value} choose={choose} />;
}

interface DaysProps {
  month: string;
  status: CheckinStatusView | undefined;
  choose: Props['choose'];
}

function Days({ month, status, choose }: DaysProps) {
  const days = daysOf(month);
  const lead = weekdayOf(days[0] as ParkDay) - 1;
  return (
    <>
      {lead > 0 && <View className={`month-lead month-lead-${lead}`} />}
      {days.map((day) => (
        <Day key={day} day={day} status={status} choose={choose} />
      ))}
    </>
  );
}

type Mark = keyof typeof texts.dayNames;

function markOf(day: ParkDay, { days, madeUp, closed, missed, cards }: CheckinStatusView): Mark {
  if (madeUp.includes(day)) return 'madeUp';
  if (days.includes(day)) return 'signed';
  if (closed.includes(day)) return 'closed';
  return cards > 0 && missed.includes(day) ? 'missed' : 'none';
}

function Day({
  day,
  status,
  choose,
}: {
  day: ParkDay;
  status: CheckinStatusView | undefined;
  choose: Props['choose'];
}) {
  const mark = status ? markOf(day, status) : 'none';
  const date = String(Number(day.slice(8)));
  const today = day === status?.today ? ' day-today' : '';
  const inside = (
    <View className={`day-disc figures day-${mark}${today}`}>
      {mark === 'signed' ? <Icon name="check" className="day-check" /> : date}
      {mark === 'madeUp' && <View className="day-badge">{texts.madeUp}</View>}
      {mark === 'closed' && <View className="day-badge day-badge-rest">{texts.rest}</View>}
    </View>
  );
  const label = `${date}日 ${texts.dayNames[mark]}`.trim();
  if (mark !== 'missed') {
    return (
      <View className="day" aria-label={label}>
        {inside}
      </View>
    );
  }
  return (
    <Press className="day" label={label} onPress={() => choose(day)}>
      {inside}
    </Press>
  );
}

interface TurnProps {
  by: -1 | 1;
  month: string;
  off?: boolean;
  turn(month: string): void;
}

const Turn = ({ by, month, off = false, turn }: TurnProps) => (
  <Press
    className={`month-turn${off ? ' month-turn-off' : ''}`}
    label={by < 0 ? texts.before : texts.after}
    off={off}
    onPress={() => turn(monthBeside(month, by))}
  >
    <Icon name={by < 0 ? 'back' : 'next'} className="month-turn-icon" />
  </Press>
);

const daysOf = (month: string): ParkDay[] =>
  Array.from({ length: 31 }, (_unused, i) => `${month}-${String(i + 1).padStart(2, '0')}`).filter(isParkDay);
