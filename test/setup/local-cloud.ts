import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ulid } from 'ulid';
import type { OutMessage } from '../../localcloud/types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Functions made for the tests of the local cloud. */
export const FIXTURES = join(root, 'test', 'localcloud', 'functions');

export interface LocalCloudOptions {
  /** What the new data directory is filled with (empty). */
  seed?: 'park' | 'empty';
  /** Refuse what production takes silently (true). */
  strict?: boolean;
  /** ISO instant at which the clock stands from the first moment on, so that no timer fires by itself. */
  now?: string;
  /** Folder of built functions; without it the product's. */
  functionsDir?: string;
  env?: Record<string, string>;
}

/** Who calls: an openid, or more than that. */
export type Who = string | { openid: string; unionid?: string; clientip?: string };

/** What `/call` answers: the function's result, or the error of the local cloud. */
export interface Answer<T = unknown> {
  status: number;
  body: T;
}

export interface Requests {
  total: number;
  byAction: Record<string, number>;
  calls: Array<{
    function: string;
    op: string;
    requests: number;
    rounds: number;
    ms: number;
    at: number;
    traceId: string;
    cold?: true;
    failed?: true;
  }>;
}

export interface Standing {
  now: number;
  iso: string;
  running: boolean;
  fired?: number;
  failed?: number;
}

export interface FaultPlan {
  seed?: number;
  conflict?: number;
  dropAnswerAfterCommit?: number;
  unavailable?: number;
  latencyMs?: [number, number];
  killInstance?: number;
}

/** A local cloud of its own, as a process, with a data directory that is removed by `stop`. */
export class TestCloud {
  url = '';
  #process: ChildProcess | undefined;
  #log = '';
  readonly dataDir = mkdtempSync(join(tmpdir(), 'local-cloud-'));

  constructor(private readonly options: LocalCloudOptions) {}

  /** What the process wrote to its log so far, functions included. */
  get log(): string {
    return this.#log;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** The secrets of this data directory: for tests that run a step of the product themselves. */
  async secrets(): Promise<Record<string, string>> {
    return JSON.parse(readFileSync(join(this.dataDir, 'secrets.json'), 'utf8'));
  }

  /** Starts the process and waits for `ready`; rejects with its log if it ends before. */
  async start(): Promise<this> {
    const { seed = 'empty', strict = true, now, functionsDir, env } = this.options;
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/localcloud/main.mjs')], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PORT: '0',
        EXIT_WITH_PARENT: '1',
        DATA_DIR: this.dataDir,
        SEED: seed,
        STRICT: strict ? '1' : '0',
        ...(now ? { CLOCK: now } : {}),
        ...(functionsDir ? { FUNCTIONS_DIR: functionsDir } : {}),
        ...env,
      },
    });
    this.#process = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text;
    });
    this.url = await new Promise<string>((ready, fail) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('ready ')) ready(line.slice('ready '.length));
      });
      child.once('error', fail);
      child.once('exit', (code) => fail(new Error(`the local cloud ended with ${code}:\n${this.#log}`)));
    });
    return this;
  }

  /**
   * Calls an operation of a product function, `{ op, requestId, input }`.
   * Commands need a requestId; without one a new one is made, as the phone does. `null` leaves it out.
   */
  async call<T = Record<string, unknown>>(
    fn: string,
    op: string,
    input: unknown,
    who: Who,
    requestId: string | null = ulid(),
  ): Promise<T> {
    const { body } = await this.raw<T>(fn, { op, ...(requestId === null ? {} : { requestId }), input }, who);
    return body;
  }

  /** Calls a function with any event. */
  raw<T = unknown>(fn: string, event: unknown, who: Who = 'o-test'): Promise<Answer<T>> {
    const { openid, unionid, clientip } = typeof who === 'string' ? { openid: who } : who;
    return this.send<T>('POST', `/call/${fn}`, event, {
      'x-openid': openid,
      ...(unionid ? { 'x-unionid': unionid } : {}),
      ...(clientip ? { 'x-clientip': clientip } : {}),
    });
  }

  readonly clock = {
    get: () => this.#ok<Standing>('GET', '/local/clock'),
    /** Stops it at an ISO instant or epoch ms. */
    set: (at: string | number, timers = true) =>
      this.#ok<Standing>('POST', '/local/clock', { set: new Date(at).toISOString(), timers }),
    advance: (ms: number, timers = true) =>
      this.#ok<Standing>('POST', '/local/clock', { advance: ms, timers }),
    live: (timers = true) => this.#ok<Standing>('POST', '/local/clock', { live: true, timers }),
  };

  readonly faults = {
    set: (plan: FaultPlan) => this.#ok('POST', '/local/faults', plan),
    /** Answers how many requests met what since they were set. */
    clear: async () =>
      (await this.#ok<{ injected: Record<string, number> }>('DELETE', '/local/faults')).injected,
  };

  readonly requests = {
    get: () => this.#ok<Requests>('GET', '/local/requests'),
    clear: () => this.#ok('DELETE', '/local/requests'),
  };

  readonly messages = {
    get: async () => (await this.#ok<{ items: OutMessage[] }>('GET', '/local/messages')).items,
    clear: () => this.#ok('DELETE', '/local/messages'),
  };

  readonly pay = {
    settle: (outTradeNo: string, payment: unknown = {}) =>
      this.#ok('POST', `/local/pay/${outTradeNo}`, payment),
    failRefunds: (fail: number) => this.#ok('POST', '/local/refunds', { fail }),
    bill: async (day?: string) =>
      (await this.#ok<{ items: unknown[] }>('GET', `/local/bill${day ? `?day=${day}` : ''}`)).items,
  };

  weather(report: unknown): Promise<unknown> {
    return this.#ok('POST', '/local/weather', report);
  }

  /** Fires the timer of a function now and answers its result. */
  timer<T = unknown>(fn: string): Promise<T> {
    return this.#ok<T>('POST', `/local/timer/${fn}`);
  }

  /** Empties and seeds anew; the clock stays. */
  reset(seed: 'park' | 'empty' | 'large' = 'empty', options: Record<string, unknown> = {}): Promise<unknown> {
    return this.#ok('POST', '/local/reset', { seed, ...options });
  }

  /** Any request; the body is sent as JSON unless it is text or bytes. */
  async send<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const plain = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: plain ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) as T };
  }

  /** Ends the process as a power cut would, at once and without a word. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Starts again from the same data directory; the address changes. */
  async restart(): Promise<this> {
    await this.kill();
    return this.start();
  }

  /** Ends the process in good order and removes its data. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async #ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send<T>(method, path, body);
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }
}

/** Starts a local cloud for a test file: `const cloud = await startLocalCloud({ seed: 'park' })`, `cloud.stop()`. */
export function startLocalCloud(options: LocalCloudOptions = {}): Promise<TestCloud> {
  return new TestCloud(options).start();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
