import type { OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from '../../domain/offer/offer';
import { type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { buildShards } from '../../store/shards';
import { changeOffer } from './change';

/**
 * Ends claiming. The shards carry the flag, because every claim passes one of them and none reads the offer anew;
 * coupons already claimed stay good, and what is reserved for a campaign is that campaign's to stop.
 */
export async function stopOffer(
  { offerId }: { offerId: OfferId },
  ctx: Ctx,
): Promise<Result<{ offerId: OfferId }>> {
  const result = await changeOffer(ctx, 'offer.stop', offerId, (offer) => {
    if (offer.status === 'draft') return refuse('not_found');
    return { change: { status: 'stopped' }, log: { what: 'stopped' }, value: { offerId } };
  });
  if (!result.ok) return result;
  // A shard that publishing left out and somebody makes later would not have the flag.
  await buildShards(ctx.db, (await ctx.db.get('offers', offerId)) as OfferDoc);
  await ctx.db.update('stocks', { offerId, reservedFor: null }, { stopped: true });
  return result;
}
