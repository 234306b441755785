import type { CardItem } from '../../../shared-types/contract/birthday';
import type { CouponId } from '../../../shared-types/ids';
import { cardItem } from '../../domain/birthday/card';
import { standingUses } from '../../domain/coupon/coupon';
import { done, type Result } from '../../domain/result';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';

/** More birthdays than anybody's family has in a life time. */
const NEWEST = 200;

/** My cards and those of the holders of my pass, newest first: two requests, one while none was opened. */
export async function myCards(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: CardItem[] }>> {
  const cards = await db.find(
    'cards',
    { owner: keys.memberId(openid) },
    { order: [['day', 'desc']], limit: NEWEST },
  );
  const used = await usedCoupons(
    db,
    cards.flatMap(({ opened }) => opened?.couponIds ?? []),
  );
  return done({
    items: cards.map((card) => cardItem(card, card.opened?.couponIds.some((id) => used.has(id)) ?? false)),
  });
}

async function usedCoupons(db: Db, ids: CouponId[]): Promise<Set<CouponId>> {
  if (ids.length === 0) return new Set();
  const coupons = await db.find('coupons', { _id: _.in(ids) }, { fields: ['uses'] });
  return new Set(coupons.filter((coupon) => standingUses(coupon).length > 0).map(({ _id }) => _id));
}
