import type { OfferDetail } from '@shared/contract';
import { View } from '@tarojs/components';
import { AudienceSaid } from '../../../features/offers/audience-said';
import { type Fact, Facts } from '../../../features/operator/rows';
import { operator } from '../../../texts/operator';
import { countOf, yuanOf } from '../../../ui/format';

/** What of an offer only staff see. */
export function Inside({ detail: { spec, parts } }: { detail: OfferDetail }) {
  const facts: Fact[] = [
    { name: operator.rowAudience, value: <AudienceSaid audience={spec.audience} /> },
    {
      name: operator.rowPerDay,
      value: spec.stockPerDay === undefined ? operator.unlimited : operator.units(countOf(spec.stockPerDay)),
    },
  ];
  if (spec.kind === 'bundle')
    facts.push({
      name: operator.rowParts,
      value: parts.map((part) => (
        <View key={part.offerId}>
          {part.title} × {part.count} · {operator.tabs[part.status]}
        </View>
      )),
    });
  else
    facts.push({
      name: operator.rowCost,
      value: spec.costPerUse === undefined ? operator.none : operator.yuan(yuanOf(spec.costPerUse)),
    });
  return (
    <>
      <View className="desk-title">{operator.inside}</View>
      <Facts facts={facts} />
    </>
  );
}
