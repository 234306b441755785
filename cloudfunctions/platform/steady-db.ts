import { type Db, DbError } from './db';
import { random, sleep } from './random';

const TRIES = 4;

/**
 * A Db that repeats a request whose outcome is unknown. Only for work that is safe to repeat request by request, also
 * after somebody else has acted on the first: a write that is not goes through `once`, and its mark is looked for
 * (store/commit.ts), as a person's action does.
 */
export function steady(db: Db): Db {
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let n = 1; ; n++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof DbError) || error.kind !== 'unknown' || n === TRIES) throw error;
        await sleep(random.backoffMs(n));
      }
    }
  };
  return {
    get requests() {
      return db.requests;
    },
    once: db.once,
    get: (collection, id) => again(() => db.get(collection, id)),
    find: (collection, filter, options) => again(() => db.find(collection, filter, options)),
    count: (collection, filter) => again(() => db.count(collection, filter)),
    update: (collection, filter, change) => again(() => db.update(collection, filter, change)),
    aggregate: (collection, stages) => again(() => db.aggregate(collection, stages)),
    remove: (collection, filter) => again(() => db.remove(collection, filter)),
    put: (collection, row) => again(() => db.put(collection, row)),
    add: (collection, rows) => again(() => db.add(collection, rows)),
  };
}
