import { Worker } from 'node:worker_threads';
import { type Doc, EngineError, type Filter, type FindSpec, type Stage } from '../types.ts';
import { workerFile } from '../worker-file.ts';
import type { ScanAnswer, ScanRequest, ScanTask } from './scan-messages.ts';

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** One thread and the tasks it has not answered yet. */
interface Lane {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

const LANES = 2;

/** Reads that would keep the event loop too long, run in threads that see everything acknowledged before. */
export class ScanPool {
  private readonly lanes: Lane[] = [];
  private nextId = 1;
  private closed = false;

  constructor(private readonly dir: string) {}

  find(collection: string, spec: FindSpec, now: number): Promise<Doc[]> {
    return this.ask({ kind: 'find', collection, spec, now }) as Promise<Doc[]>;
  }
  count(collection: string, filter: Filter, now: number): Promise<number> {
    return this.ask({ kind: 'count', collection, filter, now }) as Promise<number>;
  }
  aggregate(collection: string, stages: Stage[], now: number): Promise<Doc[]> {
    return this.ask({ kind: 'aggregate', collection, stages, now }) as Promise<Doc[]>;
  }

  /** After `close`: new threads are started as they are needed. */
  reopen(): void {
    this.closed = false;
  }

  /** Lets every thread finish what it has and close the store. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(
      this.lanes.map(({ worker }) => {
        const gone = new Promise((resolve) => worker.once('exit', resolve));
        worker.ref();
        worker.postMessage('close');
        return gone;
      }),
    );
  }

  private async ask(task: ScanTask): Promise<unknown> {
    const lane = this.freest(await workerFile(import.meta.url, 'scan-worker'));
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      lane.waiting.set(id, { resolve, reject });
      lane.worker.ref();
      lane.worker.postMessage({ id, task } satisfies ScanRequest);
    });
  }

  /** An idle thread, a new one while there may be more, or the one with the least to do. */
  private freest(file: string): Lane {
    if (this.closed) throw new Error('the engine is closed');
    const idle = this.lanes.find(({ waiting }) => waiting.size === 0);
    if (idle) return idle;
    if (this.lanes.length < LANES) return this.open(file);
    return this.lanes.reduce((a, b) => (a.waiting.size <= b.waiting.size ? a : b));
  }

  private open(file: string): Lane {
    const lane: Lane = { worker: new Worker(file, { workerData: { dir: this.dir } }), waiting: new Map() };
    lane.worker.unref();
    lane.worker.on('message', (answer: ScanAnswer) => settle(lane, answer));
    lane.worker.on('error', (error) => this.lost(lane, error));
    lane.worker.on('exit', () => this.lost(lane, new Error('the scan worker ended')));
    this.lanes.push(lane);
    return lane;
  }

  private lost(lane: Lane, error: Error): void {
    const at = this.lanes.indexOf(lane);
    if (at >= 0) this.lanes.splice(at, 1);
    for (const { reject } of lane.waiting.values()) reject(error);
    lane.waiting.clear();
  }
}

function settle(lane: Lane, answer: ScanAnswer): void {
  const waiting = lane.waiting.get(answer.id);
  lane.waiting.delete(answer.id);
  if (lane.waiting.size === 0) lane.worker.unref();
  if ('value' in answer) waiting?.resolve(answer.value);
  else waiting?.reject(rebuilt(answer.error));
}

function rebuilt({ code, message }: { code?: EngineError['code']; message: string }): Error {
  return code ? new EngineError(code, message) : new Error(message);
}
