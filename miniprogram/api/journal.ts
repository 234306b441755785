import type { Storage } from '../platform/storage';

/** A command whose answer is not known yet. */
export interface PendingCommand {
  fn: string;
  op: string;
  input: unknown;
  requestId: string;
  /** Local epoch ms of the first try. */
  at: number;
}

const KEY = 'pending-commands';
/** The cloud keeps answers for a repeat; after a day the phone stops asking. */
export const PENDING_MS = 24 * 3_600_000;

/** The same wish in the same words: function, operation and the input with its keys in order. */
export const intentOf = (fn: string, op: string, input: unknown): string => `${fn}/${op} ${canonical(input)}`;

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}

/**
 * Commands on their way, kept in the phone's storage: one wish has one requestId from the first tap until the cloud
 * has said yes or no, also when the answer is lost, the app is killed or the person taps again.
 */
export class Journal {
  constructor(
    private readonly storage: Storage,
    private readonly now: () => number,
    private readonly newRequestId: () => string,
  ) {}

  /** The requestId of this wish: the one already on its way, or a new one that is noted before it is used. */
  open(fn: string, op: string, input: unknown): PendingCommand {
    const known = this.find(fn, op, input);
    if (known) return known;
    const entry = { fn, op, input, requestId: this.newRequestId(), at: this.now() };
    this.storage.set(KEY, [...this.pending(), entry]);
    return entry;
  }

  /** This wish, if it is still without an answer. */
  find(fn: string, op: string, input: unknown): PendingCommand | undefined {
    const intent = intentOf(fn, op, input);
    return this.pending().find((entry) => intentOf(entry.fn, entry.op, entry.input) === intent);
  }

  /** The cloud has answered; the next wish of the same words is a new one. */
  close(requestId: string): void {
    this.storage.set(
      KEY,
      this.pending().filter((entry) => entry.requestId !== requestId),
    );
  }

  /** What is still unknown, oldest first; older than a day is forgotten. */
  pending(): PendingCommand[] {
    const entries = this.storage.get<PendingCommand[]>(KEY) ?? [];
    return entries.filter((entry) => this.now() - entry.at < PENDING_MS);
  }
}
