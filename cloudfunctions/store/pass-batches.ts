import type { PassId } from '../../shared-types/ids';
import { passNoOf } from '../domain/pass/activation-code';
import type { PassBatch } from '../domain/pass/batch';
import { type PassDoc, unopenedPass } from '../domain/pass/pass';
import { _, type Db, isDuplicate, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';

/**
 * Makes the passes of a batch that are not there yet, and answers the numbers of all of them in their order. Numbers are
 * drawn from the batch and the place in it, and drawn again where another batch has one, so that a repeat finds the
 * same. One insert for a thousand.
 */
export async function makePasses(db: Db, keys: Keys, batch: PassBatch): Promise<string[]> {
  const numbers: string[] = [];
  for (let from = 0; from < batch.count; from += MAX_ROWS) {
    const serials = Array.from({ length: Math.min(MAX_ROWS, batch.count - from) }, (_unused, i) => from + i);
    const rows = await makeChunk(
      db,
      serials.map((serial) => drawn(keys, batch, serial, 0)),
      (row) => drawn(keys, batch, row.serial, row.draw + 1),
    );
    numbers.push(...rows.map(({ passNo }) => passNo));
  }
  return numbers;
}

/** A pass of a batch by its place in it, if no other batch drew its number first. */
export const passOfBatch = (keys: Keys, batch: PassBatch, serial: number): PassDoc => {
  const { draw: _draw, ...pass } = drawn(keys, batch, serial, 0);
  return pass;
};

type Drawn = PassDoc & { draw: number };

/** A pass of a batch by its place in it; `draw` counts how often its number was somebody else's. */
function drawn(keys: Keys, { _id: batchId, kind, soldOn }: PassBatch, serial: number, draw: number): Drawn {
  const passNo = passNoOf(keys.digits(11, 'pass', batchId, String(serial), String(draw)));
  const _id = keys.derive('pas_', passNo) as PassId;
  return { ...unopenedPass({ _id, passNo, kind, batchId, serial, soldOn }), draw };
}

/** An insert keeps the rows before a duplicate: what is there is ours, from before, or another's, and drawn again. */
async function makeChunk(db: Db, wanted: Drawn[], again: (row: Drawn) => Drawn): Promise<Drawn[]> {
  let rows = wanted;
  for (let missing = rows; missing.length > 0; ) {
    try {
      await db.add(
        'passes',
        missing.map(({ draw: _draw, ...row }) => row),
      );
      return rows;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const fields = ['batchId', 'serial'];
    const there = await db.find(
      'passes',
      { _id: _.in(rows.map(({ _id }) => _id)) },
      { fields, limit: MAX_ROWS },
    );
    const known = new Map(there.map((row) => [row._id, row]));
    const isOurs = (row: Drawn) => {
      const found = known.get(row._id);
      return found?.batchId === row.batchId && found.serial === row.serial;
    };
    rows = rows.map((row) => (known.has(row._id) && !isOurs(row) ? again(row) : row));
    missing = rows.filter((row) => !isOurs(row));
  }
  return rows;
}
