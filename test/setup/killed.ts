import type { Db } from '../../cloudfunctions/platform/db.ts';

/** What a run is told by when it is killed: nobody catches it. */
export class Killed extends Error {}

/**
 * A Db of a run that is killed at its nth request: just before it is sent, or after it was carried out and before its
 * answer arrives. From then on nothing is sent any more. `sent` counts.
 */
export function killedAt(db: Db, n: number, when: 'before' | 'after'): Db & { readonly sent: number } {
  let sent = 0;
  let dead = false;
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed();
    sent++;
    if (sent === n) {
      dead = true;
      if (when === 'after') await work();
      throw new Killed();
    }
    const value = await work();
    if (dead) throw new Killed();
    return value;
  };
  const own: Db & { readonly sent: number } = {
    get sent() {
      return sent;
    },
    get requests() {
      return db.requests;
    },
    get once() {
      return own;
    },
    get: (...args) => run(() => db.get(...args)),
    find: (...args) => run(() => db.find(...args)),
    count: (...args) => run(() => db.count(...args)),
    update: (...args) => run(() => db.update(...args)),
    aggregate: (...args) => run(() => db.aggregate(...args)),
    add: (...args) => run(() => db.add(...args)),
    put: (...args) => run(() => db.put(...args)),
    remove: (...args) => run(() => db.remove(...args)),
  };
  return own;
}
