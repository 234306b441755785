import { BadRequest } from './bad-request.ts';

/** What goes wrong, each as a probability of one wire request. */
export interface FaultPlan {
  /** The same seed and the same requests in the same order meet the same faults. */
  seed: number;
  /** A write or a commit meets a write conflict; its transaction is dead. */
  conflict: number;
  /** The work is done, but its answer never arrives. */
  dropAnswerAfterCommit: number;
  /** The service is not there; nothing is done. */
  unavailable: number;
  /** Real ms added before the work, evenly spread. */
  latencyMs: [number, number];
  /** The instance is killed before or after its request is worked on. */
  killInstance: number;
}

/** How many requests met what, since the plan was set. */
export type Injected = Record<'conflict' | 'dropAnswerAfterCommit' | 'unavailable' | 'killInstance', number>;

/** What becomes of one request. */
export interface Fate {
  latencyMs: number;
  kill: 'before' | 'after' | undefined;
  unavailable: boolean;
  conflict: boolean;
  dropAnswer: boolean;
}

const SPARED: Fate = {
  latencyMs: 0,
  kill: undefined,
  unavailable: false,
  conflict: false,
  dropAnswer: false,
};
const WRITES = /^database\.(insert|modify|remove|commit)/;

/** Draws the fate of each wire request from a seeded generator. */
export class Faults {
  #plan: FaultPlan | undefined;
  #random: () => number = () => 1;
  #injected = none();

  get plan(): FaultPlan | undefined {
    return this.#plan;
  }

  /** @throws BadRequest if a probability or the latency is out of range */
  set(body: Record<string, unknown>): FaultPlan {
    this.#plan = planOf(body);
    this.#random = seeded(this.#plan.seed);
    this.#injected = none();
    return this.#plan;
  }

  /** Ends them; answers what was met. */
  clear(): Injected {
    this.#plan = undefined;
    const injected = this.#injected;
    this.#injected = none();
    return injected;
  }

  /** Every request draws the same number of times, so that one fate never shifts those after it. */
  fate(action: string): Fate {
    const plan = this.#plan;
    if (!plan) return SPARED;
    const random = this.#random;
    const [low, high] = plan.latencyMs;
    const fate = {
      latencyMs: low + random() * (high - low),
      killed: random() < plan.killInstance,
      before: random() < 0.5,
      unavailable: random() < plan.unavailable,
      conflict: random() < plan.conflict,
      dropAnswer: random() < plan.dropAnswerAfterCommit,
    };
    const writes = WRITES.test(action);
    return this.#counted({
      latencyMs: fate.latencyMs,
      kill: fate.killed ? (fate.before ? 'before' : 'after') : undefined,
      unavailable: fate.unavailable,
      conflict: fate.conflict && writes,
      dropAnswer: fate.dropAnswer && (writes || !action.startsWith('database.')),
    });
  }

  /** Counts what such a request meets first; the rest of its fate it does not live to see. */
  #counted(fate: Fate): Fate {
    const { kill, unavailable, conflict, dropAnswer } = fate;
    if (kill === 'before') this.#injected.killInstance += 1;
    else if (unavailable) this.#injected.unavailable += 1;
    else if (conflict) this.#injected.conflict += 1;
    else if (kill) this.#injected.killInstance += 1;
    else if (dropAnswer) this.#injected.dropAnswerAfterCommit += 1;
    return fate;
  }
}

const none = (): Injected => ({ conflict: 0, dropAnswerAfterCommit: 0, unavailable: 0, killInstance: 0 });

function planOf(body: Record<string, unknown>): FaultPlan {
  const latency = body.latencyMs ?? [0, 0];
  if (
    !Array.isArray(latency) ||
    latency.length !== 2 ||
    !latency.every((ms) => typeof ms === 'number' && ms >= 0)
  ) {
    throw new BadRequest('latencyMs must be [min, max] in ms');
  }
  const seed = body.seed ?? 1;
  if (typeof seed !== 'number') throw new BadRequest('seed must be a number');
  return {
    seed,
    conflict: probability(body, 'conflict'),
    dropAnswerAfterCommit: probability(body, 'dropAnswerAfterCommit'),
    unavailable: probability(body, 'unavailable'),
    latencyMs: [Number(latency[0]), Math.max(Number(latency[0]), Number(latency[1]))],
    killInstance: probability(body, 'killInstance'),
  };
}

function probability(body: Record<string, unknown>, name: string): number {
  const value = body[name] ?? 0;
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new BadRequest(`${name} must be a probability from 0 to 1`);
}

/** mulberry32: small, fast and good enough to draw faults. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
