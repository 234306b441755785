import type { ReconcileView } from '../../../shared-types/contract/books';
import type { OfferId } from '../../../shared-types/ids';
import { type OfferDoc, totalStock } from '../offer/offer';
import type { StockDoc } from '../offer/stock';

type Line = ReconcileView['offers'][number];
type Difference = ReconcileView['differences'][number];

/** What the coupons of one offer say, counted by state. */
export type CouponCounts = Pick<
  Line,
  'unused' | 'partlyUsed' | 'used' | 'expired' | 'revoked' | 'inTransfer'
> & { offerId: OfferId; issued: number; standingUses: number };

/** What the ledger says of one offer, rows still in outboxes included. */
export interface LedgerCounts {
  offerId: OfferId;
  /** Uses written off, less those undone. */
  redeemed: number;
}

/**
 * Puts the three books of every offer side by side: shards (what was given out), coupons (what people hold) and
 * ledger (what was used). Every pair that does not agree becomes a row of `differences`.
 */
export function reconcileOffers(
  offers: OfferDoc[],
  shards: StockDoc[],
  coupons: CouponCounts[],
  ledger: LedgerCounts[],
): { lines: Line[]; differences: Difference[] } {
  const differences: Difference[] = [];
  const lines = offers.map((offer): Line => {
    const own = shards.filter(({ offerId }) => offerId === offer._id);
    const counts = coupons.find(({ offerId }) => offerId === offer._id) ?? noCoupons(offer._id);
    const redeemed = ledger.find(({ offerId }) => offerId === offer._id)?.redeemed ?? 0;
    const isBundle = offer.spec.kind === 'bundle';
    const given = sum(own.map(isBundle ? bundlesIssued : marksOf));
    // Goods of orders come when they are paid; until then their units are taken and no coupon is there.
    const waiting = sum(
      own.map(({ ob, orders }) => ob.filter(({ to }) => to !== 'shard').length + sum(Object.values(orders))),
    );
    const issued = isBundle ? given : counts.issued;
    const check = (what: string, expected: number, found: number) => {
      if (expected !== found) differences.push({ what, id: offer._id, expected, found });
    };
    check(
      'stock = free + under way + taken',
      totalStock(offer),
      sum(own.map(unitsOf)) + underWay(own) + raisesNotArrived(offer, own),
    );
    // Coupons follow their marks within a tick: the difference may not exceed what is still in the outbox.
    if (!isBundle && (counts.issued > given || counts.issued < given - waiting))
      differences.push({
        what: 'issued = units taken',
        id: offer._id,
        expected: given,
        found: counts.issued,
      });
    check('uses on coupons = ledger', counts.standingUses, redeemed);
    const { offerId: _offer, issued: _issued, standingUses: _uses, ...states } = counts;
    check('issued = sum of states', counts.issued, sum(Object.values(states)));
    return {
      offerId: offer._id,
      title: offer.spec.title,
      stock: totalStock(offer),
      issued,
      ...states,
      redemptions: redeemed,
    };
  });
  const known = new Set(offers.map(({ _id }) => _id));
  for (const { offerId, redeemed } of ledger)
    if (!known.has(offerId))
      differences.push({ what: 'rows are of a published offer', id: offerId, expected: 0, found: redeemed });
  return { lines, differences };
}

const noCoupons = (offerId: OfferId): CouponCounts => ({
  offerId,
  issued: 0,
  unused: 0,
  partlyUsed: 0,
  used: 0,
  expired: 0,
  revoked: 0,
  inTransfer: 0,
  standingUses: 0,
});

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);
/** Units a shard gave out: one mark each. */
const marksOf = ({ g, gr }: StockDoc): number =>
  sum(Object.values(g).map((ids) => ids.length)) + Object.keys(gr).length;
const bundlesIssued = ({ bundles }: StockDoc): number =>
  Object.values(bundles).filter((end) => end === 'issued').length;

const unitsOf = (shard: StockDoc): number => shard.free + marksOf(shard);

/** Units that left a shard and have not arrived at another: the donor writes them down until somebody has seen to it. */
function underWay(shards: StockDoc[]): number {
  const arrived = new Set(shards.flatMap((shard) => Object.keys(shard.in)));
  const sent = shards.flatMap((shard) => Object.entries(shard.out));
  return sum(sent.filter(([transfer]) => !arrived.has(transfer)).map(([, { n }]) => n));
}

function raisesNotArrived(offer: OfferDoc, shards: StockDoc[]): number {
  const arrived = sum(shards.map(({ raise }) => sum(Object.values(raise))));
  return sum(offer.raises.map(({ by }) => by)) - arrived;
}
