import { EngineError } from '../types.ts';

/** Someone who can hold locks until it ends. */
export interface Holder {
  readonly ended: Promise<void>;
}

/** The answer of a plain write that has to wait until a transaction ends, and must then look again. */
export class Blocked {
  constructor(readonly by: Holder) {}
}

/** What a lock is on: a document, or a key of a unique index. */
export const docLock = (space: number, id: string) => `${space}:${id}`;
export const uniqueLock = (space: number, key: Buffer) => `${space}!${key.toString('latin1')}`;

/** Which documents and unique keys live transactions have written. In memory only: a restart ends all transactions. */
export class Locks {
  private readonly holders = new Map<string, Holder>();

  /** The transaction that has it, unless that is `me`. */
  heldByOther(name: string, me?: Holder): Holder | undefined {
    const holder = this.holders.get(name);
    return holder === me ? undefined : holder;
  }

  take(name: string, holder: Holder): void {
    this.holders.set(name, holder);
  }

  release(names: Iterable<string>): void {
    for (const name of names) this.holders.delete(name);
  }
}

export function conflict(): EngineError {
  return new EngineError(
    'TRANSACTION_CONFLICT',
    'Transaction is conflict, maybe resource operated by others. Please check whether the resource is locked by another transaction.',
  );
}
export function notExist(): EngineError {
  return new EngineError(
    'TRANSACTION_NOT_EXIST',
    'Transaction does not exist on the server, transaction must be commit or abort in 30 seconds.',
  );
}
