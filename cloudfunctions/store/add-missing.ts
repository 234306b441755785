import type { Rows } from '../domain/rows';
import { _, type Collection, type Db, isDuplicate, MAX_ROWS } from '../platform/db';

/**
 * Adds rows whose ids derive from their cause, so that adding them twice is adding them once. An array with one
 * duplicate keeps the rows before it and drops those after, so after a duplicate the missing ones are found by id.
 * When it resolves, every row is there.
 */
export async function addMissing<Name extends Collection>(
  db: Db,
  collection: Name,
  rows: Rows[Name][],
): Promise<void> {
  for (let missing = rows; missing.length > 0; ) {
    try {
      await db.add(collection, missing);
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const ids = missing.map((row) => row._id);
      const there = await db.find(collection, { _id: _.in(ids) }, { fields: ['_id'], limit: MAX_ROWS });
      const known = new Set(there.map((row) => row._id));
      // Nothing of ours is there: the duplicate is on another unique key, and no repeat will help.
      if (known.size === 0) throw error;
      missing = missing.filter((row) => !known.has(row._id));
    }
  }
}

/** Adds one row as a conditional write: 1 if it was not there, 0 if somebody made it before. */
export async function addOnce<Name extends Collection>(
  db: Db,
  collection: Name,
  row: Rows[Name],
): Promise<number> {
  try {
    await db.add(collection, [row]);
    return 1;
  } catch (error) {
    if (isDuplicate(error)) return 0;
    throw error;
  }
}
