import type { OfferId } from '../../../shared-types/ids';
import { type OfferDoc, totalStock } from '../../domain/offer/offer';
import { shareOf } from '../../domain/offer/stock';
import { type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { appoint } from '../../store/plan';
import { raiseShard } from '../../store/shards';
import { changeOffer } from './change';

/** Units an offer may have in all. */
const MAX_STOCK = 1_000_000;

/** Adds units to a published offer, also while claims run: each shard takes its part once, marked by the raise. */
export async function raiseStock(
  { offerId, by }: { offerId: OfferId; by: number },
  ctx: Ctx,
): Promise<Result<{ offerId: OfferId; stock: number }>> {
  const { db, keys, now, request } = ctx;
  const raise = { id: keys.derive('r_', offerId, request.id, ctx.openid), by, at: now };
  const result = await changeOffer(ctx, 'offer.raiseStock', offerId, (offer) => {
    if (offer.status !== 'published') return refuse('not_found');
    const stock = totalStock(offer) + by;
    if (stock > MAX_STOCK) return refuse('invalid_input', { fields: ['by'] });
    return { change: { raises: _.push([raise]) }, log: { what: 'raised' }, value: { offerId, stock } };
  });
  if (result.ok) {
    const { shards, raises } = (await db.get('offers', offerId)) as OfferDoc;
    // What a crash leaves out here is added by the first claimer who finds the shards empty.
    const parts = Array.from({ length: shards }, (_unused, k) => ({
      k,
      raise: raise.id,
      n: shareOf(by, shards, k),
    }));
    await Promise.all(parts.map((part) => raiseShard(db, offerId, part)));
    // Grants that found nothing left get their turn with the next tick.
    const at = raises.find(({ id }) => id === raise.id)?.at ?? now;
    await appoint(db, `grants_${offerId}`, { job: 'grantTasks', at, subject: offerId });
  }
  return result;
}
