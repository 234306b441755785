import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { Facts } from '../../../features/operator/rows';
import { operator } from '../../../texts/operator';
import { countOf, yuanOf } from '../../../ui/format';

/** The sums of points and money, where there are any. */
export function PointsAndMoney({ books: { points, money } }: { books: ReconcileView }) {
  const names = Object.keys(operator.moneyRows) as Array<keyof typeof operator.moneyRows>;
  const hasPoints = points.members !== 0 || points.ledger !== 0;
  const hasMoney = names.some((name) => money[name] !== 0);
  return (
    <>
      {hasPoints && (
        <>
          <View className="desk-title">{operator.points}</View>
          <Facts
            facts={[
              { name: operator.pointsMembers, value: countOf(points.members) },
              { name: operator.pointsLedger, value: countOf(points.ledger) },
            ]}
          />
        </>
      )}
      {hasMoney && (
        <>
          <View className="desk-title">{operator.money}</View>
          <Facts
            facts={names.map((name) => ({
              name: operator.moneyRows[name],
              value: operator.yuan(yuanOf(money[name])),
            }))}
          />
        </>
      )}
    </>
  );
}
