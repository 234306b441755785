/** A transaction lives 30 s of real time, as in production. */
const TRANSACTION_MS = 30_000;

/**
 * Which callers have a transaction open. The SDK's `where().update/remove`, `count` and `aggregate` on a transaction
 * carry no transactionId, so that a single request cannot be told from one outside of it; but a function runs one
 * call at a time, and such a request with the token of a call that has a transaction open is meant for it.
 * Requests without a token (from outside of functions) count as one caller.
 */
export class OpenTransactions {
  readonly #open = new Map<string, Map<string, number>>();

  opened(token: string | undefined, tx: string): void {
    const mine = this.#open.get(token ?? '') ?? new Map<string, number>();
    mine.set(tx, performance.now() + TRANSACTION_MS);
    this.#open.set(token ?? '', mine);
  }

  ended(token: string | undefined, tx: string): void {
    const mine = this.#open.get(token ?? '');
    mine?.delete(tx);
    if (mine?.size === 0) this.#open.delete(token ?? '');
  }

  hasOpen(token: string | undefined): boolean {
    for (const [tx, until] of this.#open.get(token ?? '') ?? []) {
      if (until > performance.now()) return true;
      this.ended(token, tx);
    }
    return false;
  }
}
