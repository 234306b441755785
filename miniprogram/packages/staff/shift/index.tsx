import type { ShiftView } from '@shared/contract';
import { View } from '@tarojs/components';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { type Duty, DutyBones, DutyPage } from '../../../features/staff/duty';
import { staff } from '../../../texts/staff';
import { Card } from '../../../ui/bits';
import { countOf, yuanOf } from '../../../ui/format';
import { Empty, ErrorState } from '../../../ui/states';
import './index.scss';

export default function Shift() {
  return <DutyPage title={staff.shift} show={(duty) => <Summary {...duty} />} />;
}

/** A store's day in figures: the whole, then by offer and by clerk. What was undone counts nowhere else. */
function Summary({ store, day }: Duty) {
  const shift = useQuery('staff', 'shift.summary', { storeId: store.storeId, day });
  usePullRefresh(shift.again);
  const { value } = shift;
  if (!value)
    return shift.trouble ? <ErrorState trouble={shift.trouble} again={shift.again} /> : <DutyBones />;
  if (value.redemptions + value.undone === 0) {
    return <Empty picture="penguin" title={staff.historyEmpty} hint={staff.historyEmptyHint} />;
  }
  return (
    <View>
      <Totals shift={value} />
      <View className="shift-section">{staff.byOffer}</View>
      {value.offers.map((offer) => (
        <Line
          key={offer.offerId ?? offer.benefitId}
          name={offer.title}
          figure={staff.times(offer.uses)}
          facts={[...moneyOf(offer), ...undoneOf(offer)]}
        />
      ))}
      <View className="shift-section">{staff.byClerk}</View>
      {value.clerks.map((clerk) => (
        <Line
          key={clerk.clerk}
          name={clerk.clerk}
          figure={staff.times(clerk.uses)}
          facts={[...(clerk.typed > 0 ? [staff.typedCount(clerk.typed)] : []), ...undoneOf(clerk)]}
        />
      ))}
    </View>
  );
}

const Totals = ({ shift }: { shift: ShiftView }) => (
  <Card className="shift-totals">
    <Figure figure={countOf(shift.redemptions)} name={staff.shiftCount} hint={staff.shiftCountHint} />
    <Figure figure={countOf(shift.uses)} name={staff.shiftUses} hint={staff.shiftUsesHint} />
    <Figure figure={`¥${yuanOf(shift.off)}`} name={staff.shiftOff} hint={staff.shiftOffHint} />
    <Figure figure={`¥${yuanOf(shift.cost)}`} name={staff.shiftCost} hint={staff.shiftCostHint} />
    <Figure figure={countOf(shift.undone)} name={staff.shiftUndone} hint={staff.shiftUndoneHint} />
  </Card>
);

/** The number first, then what it counts. */
const Figure = ({ figure, name, hint }: { figure: string; name: string; hint: string }) => (
  <View className="shift-figure">
    <View className="shift-number figures">{figure}</View>
    <View className="shift-name">{name}</View>
    <View className="shift-hint">{hint}</View>
  </View>
);

const moneyOf = ({ off, cost }: { off: number; cost: number }): string[] => [
  ...(off > 0 ? [staff.off(yuanOf(off))] : []),
  ...(cost > 0 ? [`${staff.shiftCost} ¥${yuanOf(cost)}`] : []),
];
const undoneOf = ({ undone }: { undone: number }): string[] =>
  undone > 0 ? [staff.undoneCount(undone)] : [];

const Line = ({ name, figure, facts }: { name: string; figure: string; facts: string[] }) => (
  <View className="shift-line">
    <View className="shift-words">
      <View className="shift-title">{name}</View>
      {facts.length > 0 && <View className="shift-facts figures">{facts.join(' · ')}</View>}
    </View>
    <View className="shift-count figures">{figure}</View>
  </View>
);
