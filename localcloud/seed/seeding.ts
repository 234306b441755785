import type { Rows } from '../../cloudfunctions/domain/rows.ts';
import type { Keys } from '../../cloudfunctions/platform/keys.ts';
import type { Doc, Engine } from '../types.ts';

/** What every part of a seed works with. */
export interface Seeding {
  engine: Engine;
  now: number;
  keys: Keys;
}

/** Loads rows of a product collection, typed by the product's own declaration. */
export const load = <Name extends keyof Rows>(engine: Engine, collection: Name, rows: Iterable<Rows[Name]>) =>
  engine.bulkLoad(collection, rows as unknown as Iterable<Doc>);
