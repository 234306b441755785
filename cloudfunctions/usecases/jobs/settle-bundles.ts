import { plainIdOf } from '../../domain/offer/bundle';
import type { OfferDoc } from '../../domain/offer/offer';
import { _, type Db } from '../../platform/db';
import type { Keys } from '../../platform/keys';
import { log } from '../../platform/log';
import { bundleOf, finishBundle } from '../../store/bundle';
import { giveBack } from '../../store/stock';
import { issueUnits, offersOf } from './issue-units';
import type { EntryTo } from './stock-entry';

/** A bundle younger than this is still in the hands of whoever claims it. */
const ABANDONED_MS = 30_000;

/**
 * Finishes bundles whose claimer did not; answers the entries that are done with. One that cannot be finished now (it
 * waits for another, or the database failed) does not keep the others: the next tick comes back to it.
 */
export async function finishBundles(
  db: Db,
  keys: Keys,
  entries: EntryTo<'bundle'>[],
  now: number,
): Promise<EntryTo<'bundle'>[]> {
  // A clock that went back leaves entries of the future: they are nobody's any more.
  const abandoned = entries.filter(({ at }) => Math.abs(now - at) >= ABANDONED_MS);
  const offers = await offersOf(db, abandoned);
  const finished: EntryTo<'bundle'>[] = [];
  for (const entry of abandoned) {
    const plain = { ...entry.d, couponId: plainIdOf(entry.d.couponId) };
    try {
      await finishBundle(db, await bundleOf(db, keys, offers.get(entry.offerId) as OfferDoc, plain));
      finished.push(entry);
    } catch (error) {
      log({ fn: 'jobs', op: 'bundle', outcome: 'left for the next tick', fault: error });
    }
  }
  return finished;
}

/** Parts follow their bundle: issued with it, given back with it, and left alone while it is undecided. */
export async function settleParts(
  db: Db,
  entries: EntryTo<'part'>[],
  now: number,
): Promise<EntryTo<'part'>[]> {
  if (entries.length === 0) return [];
  const shardIds = [...new Set(entries.map(({ d }) => d.bundle.shardId))];
  const shards = await db.find('stocks', { _id: _.in(shardIds) }, { fields: ['bundles'] });
  const endOf = ({ d }: EntryTo<'part'>) =>
    shards.find(({ _id }) => _id === d.bundle.shardId)?.bundles?.[d.bundle.id];

  const issued = entries.filter((entry) => endOf(entry) === 'issued');
  const returned = entries.filter((entry) => endOf(entry) === 'void');
  await issueUnits(db, issued, now);
  await returnUnits(db, returned);
  return [...issued, ...returned];
}

/** The units one bundle took from one offer were taken as one, and go back as one. */
async function returnUnits(db: Db, entries: EntryTo<'part'>[]): Promise<void> {
  const offers = await offersOf(db, entries);
  const takes = new Map<string, EntryTo<'part'>[]>();
  for (const entry of entries) {
    const key = `${entry.d.bundle.id} ${entry.offerId}`;
    takes.set(key, [...(takes.get(key) ?? []), entry]);
  }
  for (const [first, ...rest] of takes.values()) {
    if (!first) continue;
    const offer = offers.get(first.offerId) as OfferDoc;
    await giveBack(db, { offer, taking: 'grant', units: [first.d, ...rest.map(({ d }) => d)] });
  }
}
