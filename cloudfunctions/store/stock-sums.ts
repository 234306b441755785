import type { MemberId, OfferId } from '../../shared-types/ids';
import type { OfferDoc } from '../domain/offer/offer';
import { _, $, type Db } from '../platform/db';

interface StockSums {
  offerId: OfferId;
  /** Units nobody has taken, nor a campaign has reserved. */
  left: number;
  /** Coupons the member has claimed. */
  mine: number;
}

/** Free units and a member's marks, by offer: one request, one row an offer, however many shards there are. */
export function stockSums(
  db: Db,
  offers: OfferDoc[],
  memberId: MemberId,
): Promise<StockSums[]> | StockSums[] {
  if (offers.length === 0) return [];
  const marks = $.size($.ifNull([`$g.${memberId}`, []]));
  return db.aggregate<StockSums>('stocks', [
    ['match', { offerId: _.in(offers.map((offer) => offer._id)), reservedFor: null }],
    ['project', { offerId: 1, free: 1, marks }],
    ['group', { _id: '$offerId', left: $.sum('$free'), mine: $.sum('$marks') }],
    ['project', { _id: 0, offerId: '$_id', left: 1, mine: 1 }],
  ]);
}
