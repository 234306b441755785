import type { PreviewView } from '../../../shared-types/contract/staff';
import type { Instant } from '../../../shared-types/ids';
import { endOfParkDay, parkDayOf } from '../../../shared-types/park-day';
import { type Benefit, ENTRY, type Holder, type PassDoc } from '../../domain/pass/pass';
import { benefitView } from '../../domain/pass/quota';
import { termsOn } from '../../domain/pass/terms';
import { standingPassUses, whyBenefitUnusable } from '../../domain/pass/use';
import { type StaffDoc, type StoreDoc, storeView, worksIn } from '../../domain/staff/staff';

interface About {
  /** Whether the clerk is one of the pass's people. */
  own: boolean;
  benefits: Benefit[];
  stores: StoreDoc[];
  now: Instant;
}

/** A holder at the counter: who it is, what can be chosen, and whether entry, which a plain confirm means, is good. */
export function previewPass(
  pass: PassDoc,
  holder: Holder,
  staff: StaffDoc,
  { own, benefits, stores, now }: About,
): Omit<PreviewView, 'title' | 'owner'> {
  const choices = benefits.map((benefit) => {
    const why = whyNot(benefit);
    return {
      ...benefitView(pass, benefit, holder.holderId, now, stores),
      valid: why === null,
      ...(why ? { why } : {}),
    };
  });
  const entry = choices.find(({ benefitId }) => benefitId === ENTRY);
  const why = entry ? entry.why : 'invalid_input';
  const last = standingPassUses(pass).findLast(
    ({ holderId, benefitId }) => holderId === holder.holderId && benefitId === ENTRY,
  );
  return {
    kind: 'pass',
    valid: why === undefined,
    ...(why ? { why } : {}),
    usesLeft: entry?.left ?? 0,
    validTo: endOfParkDay(termsOn(pass, parkDayOf(now)).at(-1)?.end ?? parkDayOf(now)),
    stores: entry?.stores ?? 'all',
    ...(last ? { lastUse: { at: last.at, store: storeView(last.storeId, stores) } } : {}),
    holder: {
      passId: pass._id,
      holderId: holder.holderId,
      name: holder.name,
      relation: holder.relation,
      photoFileId: holder.photoFileId,
    },
    benefits: choices,
  };

  function whyNot(benefit: Benefit): string | null {
    if (benefit.stores !== 'all' && !benefit.stores.some((storeId) => worksIn(staff, storeId)))
      return 'store_not_valid';
    return own ? 'own_coupon' : whyBenefitUnusable(pass, holder, benefit, now);
  }
}
