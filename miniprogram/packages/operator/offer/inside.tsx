import type { OfferDetail, OfferDraft } from '@shared/contract';
import { View } from '@tarojs/components';
import { type Fact, Facts } from '../../../features/operator/rows';
import { editor } from '../../../texts/offer-editor';
import { operator } from '../../../texts/operator';
import { countOf, yuanOf } from '../../../ui/format';

/** What of an offer only staff see. */
export function Inside({ detail: { spec, parts } }: { detail: OfferDetail }) {
  const facts: Fact[] = [
    { name: operator.rowAudience, value: audienceText(spec) },
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

/** Whom it is for, in words. */
export function audienceText({ audience }: Pick<OfferDraft, 'audience'>): string {
  const { tierAtLeast, validPass, newMemberDays, tag, segmentId, openids } = audience ?? {};
  const say = operator.conditions;
  const conditions = [
    ...(tierAtLeast ? [say.tier(editor.tiers[tierAtLeast])] : []),
    ...(validPass ? [say.pass] : []),
    ...(newMemberDays ? [say.days(newMemberDays)] : []),
    ...(tag ? [say.tag(tag)] : []),
    ...(segmentId ? [say.segment(segmentId)] : []),
    ...(openids ? [say.openids(openids.length)] : []),
  ];
  return conditions.length > 0 ? conditions.join('，') : operator.everyone;
}
