import type { OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from '../../domain/offer/offer';
import { missingToPublish } from '../../domain/offer/publish';
import { newShard, shardCount } from '../../domain/offer/stock';
import { judgeMark, RING_SIZE } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addMissing } from '../../store/add-missing';
import { type Attempt, commit } from '../../store/commit';

type Published = { offerId: OfferId };
const INSERT_ROWS = 100;

/** Opens a draft to guests. The offer's own write decides; shards that a crash leaves out are made by who misses them. */
export async function publishOffer(input: Published, ctx: Ctx): Promise<Result<Published>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:offer.publish:${ctx.request.id}`, hash: ctx.request.hash };
  const answer = { offerId: input.offerId };

  const result = await commit(async (): Promise<Attempt<Published, string>> => {
    const [staff, offer, stores] = await Promise.all([
      db.get('staff', by),
      db.get('offers', input.offerId),
      db.find('stores', {}),
    ]);
    const verdict = judgeMark(
      offer?.rq.find(({ key }) => key === request.key),
      request,
    );
    if (verdict !== 'first')
      return { answer: verdict === 'repeat' ? done(answer) : refuse('request_id_reused') };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    if (!offer) return { answer: refuse('not_found') };
    if (offer.status !== 'draft') return { answer: refuse('already_published') };
    const missing = missingToPublish(offer.spec, { stores, parts: await partsOf(db, offer), now });
    if (missing.length > 0) return { answer: refuse('rules_incomplete', { missing }) };

    const change = {
      rev: _.inc(1),
      status: 'published',
      shards: shardCount(offer.spec.stock, offer.spec.stockPerDay),
      rq: _.push({ each: [{ ...request, answer }], slice: -RING_SIZE }),
      log: _.push([{ at: now, by, what: 'published', to: offer.spec }]),
    };
    return { write: () => db.update('offers', { _id: offer._id, rev: offer.rev }, change), value: answer };
  });
  if (result.ok) await buildShards(db, input.offerId);
  return result;
}

const partsOf = async (db: Db, { spec }: OfferDoc): Promise<OfferDoc[]> =>
  spec.parts ? db.find('offers', { _id: _.in(spec.parts.map(({ offerId }) => offerId)) }) : [];

async function buildShards(db: Db, offerId: OfferId): Promise<void> {
  const { spec, shards } = (await db.get('offers', offerId)) as OfferDoc;
  for (let from = 0; from < shards; from += INSERT_ROWS) {
    const count = Math.min(INSERT_ROWS, shards - from);
    const rows = Array.from({ length: count }, (_unused, i) =>
      newShard(offerId, spec.stock, shards, from + i),
    );
    await addMissing(db, 'stocks', rows);
  }
}
