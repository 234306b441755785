import type { OfferId } from '../../../shared-types/ids';
import { type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { changeOffer } from './change';

/**
 * Ends claiming. The shards carry the flag, because every claim passes one of them and none reads the offer anew;
 * coupons already claimed stay good.
 */
export async function stopOffer(
  { offerId }: { offerId: OfferId },
  ctx: Ctx,
): Promise<Result<{ offerId: OfferId }>> {
  const result = await changeOffer(ctx, 'offer.stop', offerId, (offer) => {
    if (offer.status === 'draft') return refuse('not_found');
    return { change: { status: 'stopped' }, log: { what: 'stopped' }, value: { offerId } };
  });
  if (result.ok) await ctx.db.update('stocks', { offerId }, { stopped: true });
  return result;
}
