import type { InvocationWatch, Run } from '../runtime/index.ts';

/** What one run of a function cost. */
export interface CallRow {
  function: string;
  /** The operation of the event, the name of the trigger for a timer, '' for any other event. */
  op: string;
  /** Database requests, also those that came after the call was answered. */
  requests: number;
  /** Longest chain of requests that waited for each other. */
  rounds: number;
  /** Real ms on the instance. */
  ms: number;
  /** When it began, epoch ms of the park's clock. */
  at: number;
  traceId: string;
  /** The instance was started for this call. */
  cold?: true;
  /** It ended in a fault. */
  failed?: true;
}

const ROWS_KEPT = 1000;

interface Open {
  row: CallRow;
  /** Highest round that is answered, as far as the server can see. */
  answeredRound: number;
}

/** Counts database requests, in all and for each run of a function; by the token of the call. */
export class Counters implements InvocationWatch {
  #total = 0;
  readonly #byAction = new Map<string, number>();
  readonly #rows: CallRow[] = [];
  /** Runs by token, in the order they began; ended ones stay for their late requests. */
  readonly #runs = new Map<string, Open>();

  constructor(private readonly now: () => number) {}

  began({ invocation, event, traceId, cold }: Run): void {
    const row: CallRow = {
      function: invocation.functionName,
      op: opOf(event),
      requests: 0,
      rounds: 0,
      ms: 0,
      at: this.now(),
      traceId,
      ...(cold ? { cold } : {}),
    };
    this.#runs.set(invocation.token, { row, answeredRound: 0 });
    if (this.#runs.size > ROWS_KEPT * 2) this.#runs.delete(this.#runs.keys().next().value ?? '');
  }

  ended({ invocation }: Run, ms: number, failed: boolean): void {
    const run = this.#runs.get(invocation.token);
    if (!run) return;
    run.row.ms = Math.round(ms);
    if (failed) run.row.failed = true;
    this.#rows.push(run.row);
    if (this.#rows.length > ROWS_KEPT) this.#rows.shift();
  }

  /**
   * Counts a request that arrived.
   * @param round what the sender says it waited for; without it the server goes by the answers it gave
   * @returns to be called when the request is answered
   */
  request(action: string, token: string | undefined, round: number | undefined): () => void {
    this.#total += 1;
    this.#byAction.set(action, (this.#byAction.get(action) ?? 0) + 1);
    const run = token === undefined ? undefined : this.#runs.get(token);
    if (!run) return () => {};
    const own = round ?? run.answeredRound + 1;
    run.row.requests += 1;
    run.row.rounds = Math.max(run.row.rounds, own);
    return () => {
      run.answeredRound = Math.max(run.answeredRound, own);
    };
  }

  /** Oldest row first. */
  report(): { total: number; byAction: Record<string, number>; calls: CallRow[] } {
    return { total: this.#total, byAction: Object.fromEntries(this.#byAction), calls: [...this.#rows] };
  }

  clear(): void {
    this.#total = 0;
    this.#byAction.clear();
    this.#rows.length = 0;
  }
}

function opOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return '';
  if ('op' in event && typeof event.op === 'string') return event.op;
  if ('TriggerName' in event && typeof event.TriggerName === 'string') return event.TriggerName;
  return '';
}
