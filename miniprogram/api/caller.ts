import type { Answer } from '@shared/contract';
import { intentOf, type Journal } from './journal';
import { type CallEvent, type Outcome, TransportFault } from './outcome';
import type { ServerClock } from './server-clock';

export interface CallerPorts {
  /** Sends one event and answers what the function returned; throws TransportFault. */
  send(fn: string, event: CallEvent): Promise<unknown>;
  isCommand(op: string): boolean;
  journal: Journal;
  clock: ServerClock;
  localNow(): number;
  sleep(ms: number): Promise<void>;
  /** A random number in [0, 1). */
  random(): number;
  /** Told after every try whether the cloud could be reached. */
  reached(yes: boolean): void;
}

/** Tries in all. A query is cheap to ask again by hand, a command should not be left hanging. */
export const TRIES = { query: 2, command: 4 };
const FIRST_PAUSE_MS = 400;

export interface Settled {
  op: string;
  input: unknown;
  outcome: Outcome<unknown>;
}

export interface Caller {
  call(fn: string, op: string, input: unknown): Promise<Outcome<unknown>>;
  /** Repeats what an earlier run of the app, or a lost network, left unanswered; answers what is known now. */
  resume(): Promise<Settled[]>;
}

/**
 * Calls with repeats. A fault (no network, time-out, the cloud failed) is tried again with the same requestId after
 * growing, jittered pauses; a refusal is an answer and never repeated. Two taps on one wish share one call.
 */
export function createCaller(ports: CallerPorts): Caller {
  const inFlight = new Map<string, Promise<Outcome<unknown>>>();

  async function attempt(fn: string, event: CallEvent): Promise<Outcome<unknown>> {
    const sentAt = ports.localNow();
    try {
      const answer = await ports.send(fn, event);
      ports.reached(true);
      if (!isAnswer(answer)) return { ok: false, fault: 'internal' };
      ports.clock.learn(sentAt, ports.localNow(), answer.serverTime);
      return answer.ok ? { ok: true, value: answer.value } : { ok: false, refusal: answer.refusal };
    } catch (error) {
      const fault = error instanceof TransportFault ? error : new TransportFault('internal');
      ports.reached(fault.fault !== 'offline');
      return { ok: false, fault: fault.fault, ...(fault.traceId ? { traceId: fault.traceId } : {}) };
    }
  }

  async function repeat(fn: string, event: CallEvent, tries: number): Promise<Outcome<unknown>> {
    let outcome = await attempt(fn, event);
    for (let tried = 1; tried < tries && isFault(outcome); tried++) {
      await ports.sleep(FIRST_PAUSE_MS * 2 ** (tried - 1) * (0.5 + ports.random()));
      outcome = await attempt(fn, event);
    }
    return outcome;
  }

  async function runCommand(fn: string, op: string, input: unknown): Promise<Outcome<unknown>> {
    const { requestId } = ports.journal.open(fn, op, input);
    const outcome = await repeat(fn, { op, requestId, input }, TRIES.command);
    if (!isFault(outcome)) ports.journal.close(requestId);
    return outcome;
  }

  function call(fn: string, op: string, input: unknown): Promise<Outcome<unknown>> {
    if (!ports.isCommand(op)) return repeat(fn, { op, input }, TRIES.query);
    const intent = intentOf(fn, op, input);
    const running = inFlight.get(intent);
    if (running) return running;
    const run = runCommand(fn, op, input).finally(() => inFlight.delete(intent));
    inFlight.set(intent, run);
    return run;
  }

  return {
    call,
    async resume() {
      const settled: Settled[] = [];
      for (const { fn, op, input } of ports.journal.pending()) {
        // One that a page is just waiting for is that page's to tell of.
        if (inFlight.has(intentOf(fn, op, input))) continue;
        const outcome = await call(fn, op, input);
        if (!isFault(outcome)) settled.push({ op, input, outcome });
      }
      return settled;
    },
  };
}

export const isFault = <V>(outcome: Outcome<V>): outcome is Extract<Outcome<V>, { fault: string }> =>
  'fault' in outcome;

function isAnswer(value: unknown): value is Answer<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const answer = value as Partial<Answer<unknown>> & { refusal?: { code?: unknown } };
  if (typeof answer.serverTime !== 'number') return false;
  return answer.ok === true || (answer.ok === false && typeof answer.refusal?.code === 'string');
}
