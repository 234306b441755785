import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { Facts } from '../../../features/operator/rows';
import { books as texts } from '../../../texts/books';
import { countOf } from '../../../ui/format';

/** The sums of points, where there are any. */
export function Points({ points: { members, ledger } }: Pick<ReconcileView, 'points'>) {
  if (members === 0 && ledger === 0) return null;
  return (
    <>
      <View className="desk-title">{texts.points}</View>
      <Facts
        facts={[
          { name: texts.pointsMembers, value: countOf(members) },
          { name: texts.pointsLedger, value: countOf(ledger) },
        ]}
      />
    </>
  );
}
