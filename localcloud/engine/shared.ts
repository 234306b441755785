import type { Clock } from '../types.ts';
import type { Catalog } from './catalog.ts';
import { Budget, type ReadContext } from './find.ts';
import type { Locks } from './locks.ts';
import type { Db, Reader } from './store.ts';
import type { Writer } from './writer.ts';

/** What the rooms of the engine share. */
export interface Shared {
  db: Db;
  writer: Writer;
  catalog: Catalog;
  locks: Locks;
  clock: Clock;
  newId: () => string;
}

export const UNLIMITED = Number.POSITIVE_INFINITY;

export function readContext(shared: Shared, reader: Reader, budget = UNLIMITED): ReadContext {
  return { reader, catalog: shared.catalog, now: shared.clock.now(), budget: new Budget(budget) };
}
