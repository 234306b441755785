import type { Clock, OutMessage } from '../types.ts';

const KEPT = 10_000;

/** What went out to people: the newest 10,000 messages, in memory. */
export class MessageDesk {
  readonly #clock: Clock;
  #items: OutMessage[] = [];
  readonly #refusing = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record(message: Omit<OutMessage, 'at'>): void {
    this.#items.push({ at: this.#clock.now(), ...message });
    // Dropping in blocks keeps a full inbox from being copied with every message.
    if (this.#items.length >= KEPT * 2) this.#items = this.#items.slice(-KEPT);
  }

  /** Newest last. */
  list(): OutMessage[] {
    return this.#items.slice(-KEPT);
  }

  /** From now on this person refuses subscribe messages (43101), or takes them again. */
  refuse(touser: string, refuses = true): void {
    if (refuses) this.#refusing.add(touser);
    else this.#refusing.delete(touser);
  }

  refuses(touser: string): boolean {
    return this.#refusing.has(touser);
  }

  clear(): void {
    this.#items = [];
    this.#refusing.clear();
  }
}
