import { existsSync, readFileSync } from 'node:fs';
import type { Clock } from '../types.ts';
import { writeWhole } from './files.ts';

/** How a clock stands: stopped at an instant, or running ahead of real time by an offset; epoch ms and ms. */
export type ClockState = { stoppedAt: number } | { offset: number };

const STOPPED = 1n;

/**
 * The park's clock. It lives in shared memory, so that every worker reads the same instant without asking.
 * One 64-bit cell holds everything: the lowest bit says stopped, the rest is the instant or the offset in ms.
 */
export class VirtualClock implements Clock {
  readonly #cell: BigInt64Array<SharedArrayBuffer>;

  /** @param memory the clock of another thread; without it a new one, running on real time */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.#cell = new BigInt64Array(memory);
  }

  /** The instant in epoch ms. `realNow` is for threads whose own Date already follows this clock. */
  now(realNow: () => number = Date.now): number {
    const state = this.state();
    return 'stoppedAt' in state ? state.stoppedAt : realNow() + state.offset;
  }

  state(): ClockState {
    const cell = Atomics.load(this.#cell, 0);
    const value = Number(cell >> 1n);
    return cell & STOPPED ? { stoppedAt: value } : { offset: value };
  }

  /** Puts the clock to a state; the change is seen by all threads at once. */
  put(state: ClockState): void {
    const [value, flag] = 'stoppedAt' in state ? [state.stoppedAt, STOPPED] : [state.offset, 0n];
    Atomics.store(this.#cell, 0, (BigInt(Math.round(value)) << 1n) | flag);
  }

  get running(): boolean {
    return 'offset' in this.state();
  }
}

/** Reads a clock's state kept by `keepClock`; real time if there is none. */
export function readClock(file: string): ClockState {
  if (!existsSync(file)) return { offset: 0 };
  const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof state === 'object' && state !== null) {
    if ('stoppedAt' in state && typeof state.stoppedAt === 'number') return { stoppedAt: state.stoppedAt };
    if ('offset' in state && typeof state.offset === 'number') return { offset: state.offset };
  }
  return { offset: 0 };
}

/**
 * Keeps a clock's state: a stopped or shifted clock stands as before after a restart, because the data was made at
 * its time.
 */
export function keepClock(file: string, state: ClockState): void {
  writeWhole(file, JSON.stringify(state));
}
