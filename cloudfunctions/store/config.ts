import type { Fen, Instant } from '../../shared-types/ids';
import type { StoreDoc } from '../domain/staff/staff';
import type { Db } from '../platform/db';

/** Configuration may be this old, by the park's clock. Staff rows, stop flags and consent never are. */
const FRESH_MS = 60_000;

interface Kept<T> {
  at: Instant;
  value: T;
}

/** Keeps what `load` answers for 60 s of the park's clock, also when that clock goes back. */
export function keptFresh<T>(load: (db: Db) => Promise<T>): (db: Db, now: Instant) => Promise<T> {
  let kept: Kept<T> | undefined;
  return async (db, now) => {
    if (!kept || Math.abs(now - kept.at) >= FRESH_MS) kept = { at: now, value: await load(db) };
    return kept.value;
  };
}

/** Every store of the park, by name order of their ids. */
export const allStores = keptFresh<StoreDoc[]>((db) => db.find('stores', {}, { order: [['_id', 'asc']] }));

/** The consent text in force. Never kept: joining with an outdated one must be refused at once. */
export async function currentConsent(db: Db): Promise<string> {
  const row = await db.get('config', 'consent');
  return (row?.value as { current?: string } | undefined)?.current ?? '1';
}

/** What one use may be worth to be accepted without network, in fen; ¥50 until the park says otherwise. */
export const offlineCap = keptFresh<Fen>(async (db) => {
  const row = await db.get('config', 'offline');
  return (row?.value as { cap?: Fen } | undefined)?.cap ?? (5000 as Fen);
});
