import { EngineError } from '../types.ts';
import { BatchReader, type Db, META, numberBytes, readNumber, withSnapshot } from './store.ts';

/** Work inside a batch. It must be synchronous, and check everything before its first `put`. */
export type Job<T> = (batch: Batch) => T;

interface Queued {
  job: Job<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}
type Outcome = { value: unknown } | { error: unknown };

/** Bound how long one batch keeps the event loop; jobs left over open the next one. */
const JOBS_PER_BATCH = 500;
const BATCH_MS = 20;

/** The latest state, with the power to change it. */
export class Batch extends BatchReader {
  /** Changes made so far. */
  changes = 0;

  constructor(
    db: Db,
    private readonly numbers: { last: number },
  ) {
    super(db);
    this.version = ++numbers.last;
  }

  /** Every record this batch writes carries it; a greater number means written later. */
  readonly version: number;

  /** A number never given out before. */
  stamp(): number {
    return ++this.numbers.last;
  }

  put(key: Buffer, value: Buffer): void {
    this.noteVersion();
    this.db.put(key, value);
  }

  remove(key: Buffer): void {
    this.noteVersion();
    this.db.remove(key);
  }

  /** Removes everything, the engine's own records too. */
  wipe(): void {
    this.db.clearSync();
    this.changes = 0;
  }

  /** Kept in the store so that a snapshot knows which batches it has seen. */
  private noteVersion(): void {
    if (this.changes++ === 0) this.db.put(META.version, numberBytes(this.version));
  }
}

/**
 * The only place that writes. Jobs that arrive while a batch is on its way to the disk share the next one and its
 * fsync. They run one after another on the latest state, so each sees what the ones before it did; a job that throws
 * an error of its own before changing anything disturbs no other. Each promise settles when its batch is on disk.
 */
export class Writer {
  private queue: Queued[] = [];
  private running: Promise<void> | undefined;
  private readonly numbers: { last: number };

  constructor(private db: Db) {
    this.numbers = {
      last: withSnapshot(db, (reader) =>
        Math.max(readNumber(reader, META.version), readNumber(reader, META.catalogVersion)),
      ),
    };
  }

  submit<T>(job: Job<T>): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      this.queue.push({ job, resolve: resolve as (value: unknown) => void, reject });
    });
    this.running ??= this.run();
    return done;
  }

  /** The same store, opened anew; only while nothing is waiting. */
  switchTo(db: Db): void {
    this.db = db;
  }

  /** Resolves when nothing is waiting any more. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    // One turn for the callers of this tick to join the first batch.
    await Promise.resolve();
    while (this.queue.length > 0) await this.writeBatch(this.queue.splice(0, JOBS_PER_BATCH));
    this.running = undefined;
  }

  private async writeBatch(jobs: Queued[]): Promise<void> {
    let outcomes: Outcome[] = [];
    try {
      // A child transaction can be given up as a whole: a failing disk leaves nothing half written.
      await this.db.childTransaction(() => {
        const batch = new Batch(this.db, this.numbers);
        outcomes = runSome(batch, jobs);
      });
    } catch (error) {
      for (const { reject } of jobs) reject(error);
      return;
    }
    this.queue.unshift(...jobs.splice(outcomes.length));
    jobs.forEach(({ resolve, reject }, i) => {
      const outcome = outcomes[i]!;
      if ('error' in outcome) reject(outcome.error);
      else resolve(outcome.value);
    });
  }
}

function runSome(batch: Batch, jobs: Queued[]): Outcome[] {
  const outcomes: Outcome[] = [];
  const started = performance.now();
  for (const { job } of jobs) {
    outcomes.push(attempt(batch, job));
    if (performance.now() - started > BATCH_MS) break;
  }
  return outcomes;
}

/** A job's own error is its own affair; one that came in the middle of its changes makes the whole batch void. */
function attempt(batch: Batch, job: Job<unknown>): Outcome {
  const before = batch.changes;
  try {
    return { value: job(batch) };
  } catch (error) {
    if (!(error instanceof EngineError) && batch.changes !== before) throw error;
    return { error };
  }
}
