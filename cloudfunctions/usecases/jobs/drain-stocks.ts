import type { StockDoc } from '../../domain/offer/stock';
import { _, type Db } from '../../platform/db';
import type { Keys } from '../../platform/keys';
import { acknowledge, dirty } from '../../store/outbox';
import { arrive } from '../../store/shards';
import { issueUnits } from './issue-units';
import { finishBundles, settleParts } from './settle-bundles';
import type { EntryTo, StockEntry } from './stock-entry';

const SHARDS = 100;
const ROWS = 100;

/**
 * Finishes what claims began: every taken unit has its coupon and its ledger row, every transfer between shards has
 * arrived, every bundle is decided. Answers how many follow-ups it carried out; each is safe to carry out twice,
 * also by two runs at once.
 */
export async function drainStocks(db: Db, keys: Keys, now: number): Promise<number> {
  const fields = ['offerId', 'k', 'ob'];
  const shards = await db.find('stocks', dirty(), { order: [['ob.at', 'asc']], limit: SHARDS, fields });
  const entries = shards.flatMap((shard: StockDoc) =>
    shard.ob.map((entry): StockEntry => ({ ...entry, shardId: shard._id, offerId: shard.offerId })),
  );
  let carried = 0;
  for (const batch of batches(entries)) {
    await issueUnits(db, only(batch, 'coupon'), now);
    for (const { id, d } of only(batch, 'shard')) await arrive(db, { transfer: id, ...d });
    const ended = [
      ...only(batch, 'coupon'),
      ...only(batch, 'shard'),
      ...(await finishBundles(db, keys, only(batch, 'bundle'), now)),
      ...(await settleParts(db, only(batch, 'part'), now)),
    ];
    await acknowledgeAll(db, ended);
    carried += ended.length;
  }
  return carried;
}

/** Runs of about a hundred entries; units that were taken as one stay together, since they go back as one. */
export function* batches(entries: StockEntry[]): Generator<StockEntry[]> {
  let batch: StockEntry[] = [];
  for (const entry of entries) {
    const before = batch.at(-1);
    if (before && batch.length >= ROWS && !sameTake(before, entry)) {
      yield batch;
      batch = [];
    }
    batch.push(entry);
  }
  if (batch.length > 0) yield batch;
}

const sameTake = (a: StockEntry, b: StockEntry): boolean =>
  a.to === 'part' && b.to === 'part' && a.shardId === b.shardId && a.d.bundle.id === b.d.bundle.id;

const only = <To extends StockEntry['to']>(entries: StockEntry[], to: To): EntryTo<To>[] =>
  entries.filter((entry): entry is EntryTo<To> => entry.to === to);

/**
 * One update for all shards of a batch: units that arrived have left. Nothing else is undone here by its id: who decided
 * a bundle has let go of what it held, and what is held again meanwhile belongs to a take of its own.
 */
async function acknowledgeAll(db: Db, ended: StockEntry[]): Promise<void> {
  if (ended.length === 0) return;
  const shardIds = [...new Set(ended.map(({ shardId }) => shardId))];
  const gone = only(ended, 'shard').map(({ id }) => [`out.${id}`, _.remove()]);
  const change = { ...Object.fromEntries(gone), ...acknowledge(ended.map(({ id }) => id)) };
  await db.update('stocks', { _id: _.in(shardIds) }, change);
}
