import type { OfferId } from '../../../shared-types/ids';
import { newCoupon } from '../../domain/coupon/coupon';
import { issueRow } from '../../domain/coupon/ledger';
import type { OfferDoc } from '../../domain/offer/offer';
import type { StockDoc, StockFollowUp, TakenUnit } from '../../domain/offer/stock';
import { _, type Db, MAX_ROWS } from '../../platform/db';
import { addMissing } from '../../store/add-missing';
import { acknowledge, dirty } from '../../store/outbox';
import { arrive, giveBack } from '../../store/stock';
import { chunks } from './chunks';

type Entry = StockFollowUp & { shardId: string; offerId: OfferId };
const SHARDS = 100;
const ROWS = 100;

/**
 * Finishes what claims began: every taken unit has its coupon and its ledger row, every transfer between shards has
 * arrived. Answers how many follow-ups it carried out; each is safe to carry out twice, also by two runs at once.
 */
export async function drainStocks(db: Db): Promise<number> {
  const fields = ['offerId', 'k', 'ob'];
  const shards = await db.find('stocks', dirty(), { order: [['ob.at', 'asc']], limit: SHARDS, fields });
  const entries = shards.flatMap((shard: StockDoc) =>
    shard.ob.map((entry): Entry => ({ ...entry, shardId: shard._id, offerId: shard.offerId })),
  );
  for (const batch of chunks(entries, ROWS)) {
    await issueCoupons(db, batch.filter(isUnit));
    await arriveUnits(db, batch.filter(isTransfer));
    const shardIds = [...new Set(batch.map((entry) => entry.shardId))];
    const gone = Object.fromEntries(batch.filter(isTransfer).map(({ id }) => [`out.${id}`, _.remove()]));
    await db.update(
      'stocks',
      { _id: _.in(shardIds) },
      { ...gone, ...acknowledge(batch.map(({ id }) => id)) },
    );
  }
  return entries.length;
}

type UnitEntry = Extract<Entry, { to: 'coupon' }>;
type TransferEntry = Extract<Entry, { to: 'shard' }>;
const isUnit = (entry: Entry): entry is UnitEntry => entry.to === 'coupon';
const isTransfer = (entry: Entry): entry is TransferEntry => entry.to === 'shard';

async function issueCoupons(db: Db, entries: UnitEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const there = await db.find(
    'coupons',
    { _id: _.in(entries.map(({ d }) => d.couponId)) },
    { fields: ['offerId'], limit: MAX_ROWS },
  );
  const offerOf = new Map(there.map((coupon) => [coupon._id, coupon.offerId]));
  const missing = entries.filter(({ d }) => !offerOf.has(d.couponId));
  const offers = await offersOf(
    db,
    entries.filter(({ d, offerId }) => offerOf.get(d.couponId) !== offerId),
  );
  await addMissing(
    db,
    'coupons',
    missing.map(({ d, offerId }) => newCoupon(offers.get(offerId) as OfferDoc, d)),
  );
  const foreign = entries.filter(({ d, offerId }) => (offerOf.get(d.couponId) ?? offerId) !== offerId);
  for (const { d, offerId } of foreign)
    await giveBack(db, {
      offer: offers.get(offerId) as OfferDoc,
      unit: d,
      taking: 'claim',
      follow: { to: 'coupon', d },
    });

  const issued = entries.filter((entry) => !foreign.includes(entry));
  const row = ({ d, offerId }: { d: TakenUnit; offerId: OfferId }) => issueRow(d, offerId);
  await addMissing(db, 'ledger', issued.map(row));
}

/** Offers are read only when a coupon has to be made or a unit given back: hardly ever. */
async function offersOf(db: Db, entries: UnitEntry[]): Promise<Map<OfferId, OfferDoc>> {
  if (entries.length === 0) return new Map();
  const offers = await db.find('offers', { _id: _.in([...new Set(entries.map(({ offerId }) => offerId))]) });
  return new Map(offers.map((offer) => [offer._id, offer]));
}

async function arriveUnits(db: Db, entries: TransferEntry[]): Promise<void> {
  for (const { id, offerId, d } of entries) await arrive(db, { _id: offerId }, { transfer: id, ...d });
}
