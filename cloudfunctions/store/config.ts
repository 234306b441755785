import type { ConfigKey, ConfigOf } from '../../shared-types/contract/config';
import type { Instant } from '../../shared-types/ids';
import { DEFAULTS } from '../domain/config/defaults';
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

const settings = new Map<ConfigKey, (db: Db, now: Instant) => Promise<unknown>>();

/** What a park has set for a key, or the default; at most 60 s old by the park's clock. */
export function setting<Key extends ConfigKey>(db: Db, now: Instant, key: Key): Promise<ConfigOf<Key>> {
  let read = settings.get(key);
  if (!read) {
    read = keptFresh(async (from) => (await from.get('config', key))?.value ?? DEFAULTS[key]);
    settings.set(key, read);
  }
  return read(db, now) as Promise<ConfigOf<Key>>;
}
