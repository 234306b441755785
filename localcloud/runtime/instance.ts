import { Worker } from 'node:worker_threads';
import { CODE, type Failure, failure } from './errors.ts';
import type { BuiltFunction } from './functions.ts';
import { type CallMessage, type InstanceData, instanceMessage } from './messages.ts';

/** Loading a function has its own limit; the function's time-out is for its calls. */
const LOAD_TIMEOUT_MS = 30_000;
const MEMORY_MB = 256;

export interface InstanceOptions {
  built: BuiltFunction;
  data: InstanceData;
  env: Record<string, string>;
  log(text: string): void;
}

interface Running {
  id: string;
  timer: NodeJS.Timeout;
  answer(json: string): void;
  fail(failed: Failure): void;
}

/** One instance of a function: a worker thread that serves one call at a time and never two. */
export class Instance {
  /** Calls it has begun; the first one is cold. */
  calls = 0;
  /** Resolves when the function is loaded, rejects with a Failure if it cannot be. */
  readonly loaded: Promise<void>;
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;
  readonly built: BuiltFunction;
  #usable = true;
  #running: Running | undefined;
  readonly #worker: Worker;
  readonly #log: (text: string) => void;

  constructor({ built, data, env, log }: InstanceOptions) {
    this.built = built;
    this.#log = log;
    this.#worker = new Worker(new URL('./instance-worker.mjs', import.meta.url), {
      workerData: data,
      env,
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    this.#worker.unref();
    this.#logLines();
    this.loaded = this.#load();
    this.loaded.catch(() => {});
    this.ended = new Promise((done) => {
      this.#worker.once('exit', (code) => {
        this.#fail(failure(CODE.EXECUTE_FAIL, `the instance exited with code ${code}`));
        done();
      });
    });
    this.#worker.on('error', (error) => this.#fail(failure(CODE.EXECUTE_FAIL, error.message)));
    this.#worker.on('message', (sent: unknown) => this.#hear(sent));
  }

  /** Whether it may serve another call. */
  get usable(): boolean {
    return this.#usable;
  }

  /**
   * Serves one call and answers the function's result as JSON.
   * @throws Failure
   */
  serve(message: CallMessage): Promise<string> {
    this.calls += 1;
    return new Promise((answer, fail) => {
      const seconds = this.built.timeoutMs / 1000;
      const timer = setTimeout(
        () =>
          this.kill({ errCode: CODE.TIMED_OUT, message: `Invoking task timed out after ${seconds} seconds` }),
        this.built.timeoutMs,
      );
      this.#running = { id: message.id, timer, answer, fail };
      this.#worker.postMessage(message);
    });
  }

  /** Ends the thread at once, whatever it is doing; its call fails. */
  kill(why: Failure): void {
    this.#fail(why);
    void this.#worker.terminate();
  }

  /** Ends the thread as soon as it has no call. */
  retire(): void {
    this.#usable = false;
    if (!this.#running) void this.#worker.terminate();
  }

  #hear(sent: unknown): void {
    const message = instanceMessage(sent);
    if (!message) return;
    if (message.type === 'answered' && message.id === this.#running?.id) this.#settle()?.answer(message.json);
    if (message.type === 'failed' && message.id === this.#running?.id) {
      this.#log(message.reason);
      this.#settle()?.fail(failure(CODE.EXECUTE_FAIL, message.reason));
    }
    if (message.type === 'crashed') this.#crashed(message.id, message.reason);
  }

  /** What an ended call left behind may end the instance, but not the call of somebody else. */
  #crashed(id: string | undefined, reason: string): void {
    this.#log(reason);
    if (id === undefined || id === this.#running?.id) this.kill(failure(CODE.EXECUTE_FAIL, reason));
    else this.retire();
  }

  #settle(): Running | undefined {
    const running = this.#running;
    if (running) clearTimeout(running.timer);
    this.#running = undefined;
    if (!this.#usable) void this.#worker.terminate();
    return running;
  }

  #fail(why: Failure): void {
    this.#usable = false;
    this.#settle()?.fail(why);
  }

  #load(): Promise<void> {
    return new Promise((done, fail) => {
      const broken = (reason: string) => {
        clearTimeout(timer);
        this.#usable = false;
        void this.#worker.terminate();
        fail(failure(CODE.EXECUTE_FAIL, reason));
      };
      const timer = setTimeout(() => broken('loading the function takes too long'), LOAD_TIMEOUT_MS);
      const hear = (sent: unknown) => {
        const message = instanceMessage(sent);
        if (!message) return;
        this.#worker.off('message', hear);
        if (message.type !== 'loaded') return broken('reason' in message ? message.reason : message.type);
        clearTimeout(timer);
        done();
      };
      this.#worker.on('message', hear);
      this.#worker.once('error', (error) => broken(error.message));
      this.#worker.once('exit', (code) =>
        broken(`the instance exited with code ${code} while it was loading`),
      );
    });
  }

  #logLines(): void {
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => this.#log(text));
    }
  }
}
