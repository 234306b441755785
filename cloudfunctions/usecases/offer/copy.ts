import type { OfferId } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import { shiftedBy } from '../../domain/offer/shift-days';
import { type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { saveOffer } from './save';

/** A new draft with all times moved by whole days: next week's coupon day. */
export async function copyOffer(
  { offerId, shiftDays }: { offerId: OfferId; shiftDays: number },
  ctx: Ctx,
): Promise<Result<{ offerId: OfferId }>> {
  const { db, keys, openid } = ctx;
  const [staff, offer] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.get('offers', offerId),
  ]);
  if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
  if (!offer) return refuse('not_found');
  // A save of its own kind: the request's mark is made of this op and its own content.
  return saveOffer(shiftedBy(offer.spec, shiftDays * DAY_MS), ctx, 'offer.copy');
}
