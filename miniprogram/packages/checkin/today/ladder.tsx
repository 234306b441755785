import type { CheckinStatusView } from '@shared/contract';
import { View } from '@tarojs/components';
import { checkin as texts } from '../../../texts/checkin';
import { Card } from '../../../ui/bits';
import { Icon } from '../../../ui/icon';
import './ladder.scss';

/** The cycle as a row of steps, seven to a line: what is done, and what each step still to come brings. */
export function Ladder({ status: { ladder } }: { status: CheckinStatusView }) {
  const steps = Array.from({ length: ladder.cycle }, (_unused, i) => i + 1);
  return (
    <Card className="ladder">
      <View className="ladder-title">{texts.ladder(ladder.cycle)}</View>
      <View className="ladder-steps">
        {steps.map((day) => (
          <Step key={day} day={day} ladder={ladder} />
        ))}
      </View>
      <View className="ladder-hint">{texts.ladderHint(ladder.daily)}</View>
    </Card>
  );
}

function Step({ day, ladder }: { day: number; ladder: CheckinStatusView['ladder'] }) {
  const rung = ladder.rungs.find((line) => line.day === day);
  const done = day <= ladder.at;
  const coupon = rung !== undefined && rung.coupons.length > 0;
  const name = done || !rung ? texts.rungDone(day) : texts.rungBrings(day, rung);
  const look = `${done ? ' step-done' : ''}${rung ? ' step-rung' : ''}${day === ladder.at + 1 ? ' step-next' : ''}`;
  return (
    <View className={`step${look}`} {...(done || rung ? { 'aria-label': name } : {})}>
      <View className="step-disc figures">
        {done ? (
          <Icon name="check" className="step-check" />
        ) : coupon ? (
          <Icon name="ticket" className="step-check" />
        ) : (
          texts.rungPoints(ladder.daily + (rung?.points ?? 0))
        )}
      </View>
      <View className="step-day">{texts.rungDay(day)}</View>
      <View className="step-more figures">
        {coupon ? `${texts.rungCoupon} +${ladder.daily + (rung?.points ?? 0)}` : ''}
      </View>
    </View>
  );
}
