import type { OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from '../../domain/offer/offer';
import { remindAtOf } from '../../domain/offer/opening';
import { missingToPublish } from '../../domain/offer/publish';
import { shardCount } from '../../domain/offer/stock';
import { type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { missingAudience } from '../../store/audience';
import { partsOf } from '../../store/offers';
import { appointOpening } from '../../store/openings';
import { buildShards } from '../../store/shards';
import { changeOffer } from './change';

/** Opens a draft to guests. The offer's own write decides; shards that a crash leaves out are made by who misses them. */
export async function publishOffer(
  { offerId }: { offerId: OfferId },
  ctx: Ctx,
): Promise<Result<{ offerId: OfferId }>> {
  const { db, now } = ctx;
  const result = await changeOffer(ctx, 'offer.publish', offerId, async (offer) => {
    if (offer.status !== 'draft') return refuse('already_published');
    const { spec } = offer;
    const [stores, parts, nobody] = await Promise.all([
      db.find('stores', {}),
      partsOf(db, [spec]),
      missingAudience(db, spec),
    ]);
    const missing = [...missingToPublish(spec, { stores, parts, now }), ...nobody];
    if (missing.length > 0) return refuse('rules_incomplete', { missing });
    const remindAt = remindAtOf(spec.claimFrom);
    // Before the commit: an appointment for an offer that was not published after all is dropped when it is due.
    if (now < remindAt) await appointOpening(db, offerId, remindAt);
    const change = { status: 'published', shards: shardCount(spec.stock, spec.stockPerDay) };
    return { change, log: { what: 'published', to: spec }, value: { offerId } };
  });
  if (result.ok) await buildShards(db, (await db.get('offers', offerId)) as OfferDoc);
  return result;
}
