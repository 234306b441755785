import type { CouponView } from '../../../shared-types/contract/wallet';
import type { CouponId, OfferId } from '../../../shared-types/ids';
import { type CouponDoc, newCoupon, viewAsUnused } from '../../domain/coupon/coupon';
import { refusalOfClaim } from '../../domain/offer/claim';
import type { OfferDoc } from '../../domain/offer/offer';
import type { ClaimedUnit, TakenUnit } from '../../domain/offer/stock';
import { done, type Result, refuse } from '../../domain/result';
import { isDuplicate } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';
import { factsFor, passFact } from '../../store/facts';
import { memberOf } from '../../store/members';
import { publishedOffer } from '../../store/offers';
import { giveBack, type Take, takeUnits, unitsTaken } from '../../store/stock';
import { claimBundle } from './claim-bundle';

type Claimed = Result<{ coupons: CouponView[] }>;

/**
 * Claims one coupon: the unit is taken from stock by one conditional update that is safe to repeat, then the coupon
 * is added under an id derived from the request. A crash in between leaves the unit in the shard's outbox, from
 * which `jobs` makes the same coupon.
 */
export async function claim(
  input: { offerId: OfferId; channel?: string | undefined },
  ctx: Ctx,
): Promise<Claimed> {
  const { db, keys, now, openid, request } = ctx;
  const memberId = keys.memberId(openid);
  const unit: ClaimedUnit = {
    // Of the request and its content: other content under the same request id is another unit and another coupon, which
    // the unique `rid` then does not let be. So no mark of one content is ever taken for that of another.
    couponId: keys.derive('cpn_', memberId, 'coupon.claim', request.id, request.hash) as CouponId,
    rid: `${memberId}:claim:${request.id}`,
    memberId,
    at: now,
    key: request.id,
    hash: request.hash,
    channel: input.channel ?? null,
  };
  const published = publishedOffer(db, input.offerId, now);
  const [member, offer, pass] = await Promise.all([
    memberOf(db, memberId),
    published,
    // Of an offer that is known already it goes along in the same round.
    published.then((known) => passFact(db, now, memberId, [known?.spec.audience])),
  ]);

  const facts = member && (await factsFor(db, now, member, [offer?.spec.audience], pass));
  const refusal = refusalOfClaim(facts, offer, now);
  if (offer?.spec.kind === 'bundle') return claimBundle(ctx, offer, unit, refusal);
  // A repeat gets its first answer before any other check, also when the window has closed meanwhile.
  if (refusal) return (await earlierClaim(ctx, offer, unit)) ?? refusal;
  const taken = await takeUnits(db, claimOf(offer as OfferDoc, unit));
  if (!taken.ok) return (await earlierClaim(ctx, null, unit)) ?? taken;
  return issue(ctx, offer as OfferDoc, taken.value[0]);
}

const claimOf = (offer: OfferDoc, unit: TakenUnit): Take => ({
  offer,
  taking: 'claim',
  units: [unit],
  to: 'coupon',
});

/** Adds the coupon of a taken unit, or finds it already there. */
async function issue(ctx: Ctx, offer: OfferDoc, unit: TakenUnit): Promise<Claimed> {
  const coupon = newCoupon(offer, unit);
  try {
    await ctx.db.add('coupons', [coupon]);
    return answer(ctx, coupon);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const there = await ctx.db.get('coupons', unit.couponId);
  if (there) return answer(ctx, there);
  // This request has claimed something else before: its unit here must not stay taken.
  await giveBack(ctx.db, claimOf(offer, unit));
  return refuse('request_id_reused');
}

/** The answer of an earlier run of this request: its coupon, or a taken unit whose coupon a crash left out. */
async function earlierClaim(ctx: Ctx, offer: OfferDoc | null, unit: ClaimedUnit): Promise<Claimed | null> {
  const [[coupon], taken] = await Promise.all([
    ctx.db.find('coupons', { rids: unit.rid }, { limit: 1 }),
    offer?.shards ? unitsTaken(ctx.db, claimOf(offer, unit)) : null,
  ]);
  if (coupon) return coupon._id === unit.couponId ? answer(ctx, coupon) : refuse('request_id_reused');
  return taken ? issue(ctx, offer as OfferDoc, taken[0]) : null;
}

const answer = async ({ db, now }: Ctx, coupon: CouponDoc): Promise<Claimed> =>
  done({ coupons: [viewAsUnused(coupon, coupon.claimedAt, await allStores(db, now))] });
