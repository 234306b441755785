import type { Doc } from '../types.ts';
import { type Holder, type Locks, notExist } from './locks.ts';
import { type Db, META, readNumber, Snapshot } from './store.ts';

/** One live transaction: a snapshot, its own writes over it, and the locks it holds until it ends. */
export class Transaction implements Holder {
  readonly snapshot: Snapshot;
  /** The last batch its snapshot has seen. */
  readonly since: number;
  /** By collection, then encoded _id (latin1); null = removed. */
  readonly writes = new Map<string, Map<string, Doc | null>>();
  /** Who has a unique key after its own writes (by lock name): an encoded _id, or null where it gave the key up. */
  readonly uniqueKeys = new Map<string, string | null>();
  readonly ended: Promise<void>;

  private readonly held = new Set<string>();
  private readonly timer: NodeJS.Timeout;
  private state: 'live' | 'committing' | 'ended' = 'live';
  private resolveEnded!: () => void;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    db: Db,
    private readonly locks: Locks,
    lifeMs: number,
    private readonly onEnd: () => void,
  ) {
    this.snapshot = new Snapshot(db);
    this.since = readNumber(this.snapshot, META.version);
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    this.timer = setTimeout(() => this.end(), lifeMs);
    this.timer.unref();
  }

  /** Its operations run one after another; throws TRANSACTION_NOT_EXIST once it has ended. */
  run<T>(operation: () => T | Promise<T>): Promise<T> {
    const result = this.tail.then(() => {
      this.mustLive();
      return operation();
    });
    this.tail = result.catch(() => undefined);
    return result;
  }

  mustLive(): void {
    if (this.state === 'ended') throw notExist();
  }

  /** From here on only the commit itself ends it: its time cannot run out any more. */
  startCommit(): void {
    if (this.state !== 'live') throw notExist();
    this.state = 'committing';
    clearTimeout(this.timer);
  }

  writesOf(collection: string): Map<string, Doc | null> {
    let found = this.writes.get(collection);
    if (!found) {
      found = new Map();
      this.writes.set(collection, found);
    }
    return found;
  }

  lock(name: string): void {
    this.held.add(name);
    this.locks.take(name, this);
  }

  holds(name: string): boolean {
    return this.held.has(name);
  }

  end(): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    clearTimeout(this.timer);
    this.locks.release(this.held);
    this.snapshot.close();
    this.onEnd();
    this.resolveEnded();
  }
}
