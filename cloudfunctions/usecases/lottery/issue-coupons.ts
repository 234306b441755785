import type { OfferId } from '../../../shared-types/ids';
import { newCoupon } from '../../domain/coupon/coupon';
import { couponPrizes, type RoundDoc } from '../../domain/lottery/round';
import type { WinDoc } from '../../domain/lottery/win';
import type { OfferDoc } from '../../domain/offer/offer';
import type { TakenUnit } from '../../domain/offer/stock';
import { _ } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { addMissing } from '../../store/add-missing';
import { reservationOf } from '../../store/reservation';
import { takeUnits } from '../../store/stock';

/** Prizes a step; each takes its unit by a request of its own. */
const WINS = 50;
const AT_ONCE = 4;

/**
 * Gives coupon prizes out, from what publishing reserved; answers how many. The unit's mark and the coupon's id derive
 * from the win, so a step that was killed anywhere gives nothing twice.
 */
export async function issueCoupons(ctx: TimerCtx, round: RoundDoc): Promise<number> {
  const { db } = ctx;
  const units = couponPrizes(round.spec);
  if (units.size === 0) return 0;
  const coming = await db.find(
    'wins',
    { roundId: round._id, status: 'coming' },
    { order: [['n', 'asc']], limit: WINS },
  );
  if (coming.length === 0) return 0;
  const offers = new Map(
    (await db.find('offers', { _id: _.in([...units.keys()]) })).map((offer) => [offer._id, offer]),
  );
  const coupons: Array<ReturnType<typeof newCoupon>> = [];
  const rest = coming.values();
  const worker = async () => {
    for (const win of rest) {
      const offer = offers.get(win.offerId as OfferId) as OfferDoc;
      const pool = reservationOf(offer._id, round._id, units.get(offer._id) ?? 0);
      const taken = await takeUnits(db, {
        offer,
        taking: 'grant',
        units: [unitOf(win, ctx.now)],
        to: 'coupon',
        pool,
      });
      if (!taken.ok) throw new Error(`the prizes of ${round._id} are not all reserved`);
      coupons.push(...taken.value.map((unit) => newCoupon(offer, unit)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await addMissing(db, 'coupons', coupons);
  const given = { _id: _.in(coming.map(({ _id }) => _id)), status: 'coming' };
  await db.update('wins', given, { rev: _.inc(1), status: 'issued' });
  return coming.length;
}

const unitOf = ({ _id, couponId, memberId }: WinDoc, at: number): TakenUnit => ({
  couponId: couponId as TakenUnit['couponId'],
  memberId,
  at,
  key: `prize:${_id}`,
  hash: 'prize',
  channel: null,
  origin: 'prize',
});
