import { randomBytes, randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Caller, Invocation, Runtime } from '../types.ts';
import type { VirtualClock } from './clock.ts';
import { asRuntimeError, CODE, type Failure, failure } from './errors.ts';
import { type BuiltFunction, FunctionFolder } from './functions.ts';
import { Instance } from './instance.ts';
import type { CallMessage } from './messages.ts';
import { Pool, Slots } from './pool.ts';
import { callVariables, instanceVariables } from './variables.ts';

export interface RuntimeOptions {
  /** Folder of built functions: `<name>/index.js` with `exports.main`. */
  functionsDir: string;
  clock: VirtualClock;
  /** Where the SDK finds the wire, e.g. `http://127.0.0.1:8787/admin`; asked when an instance starts. */
  wireUrl(): string;
  /** Folder where functions that are not bundled find `wx-server-sdk`. */
  nodeModules: string;
  /** Secrets and other variables that are declared for functions; asked when an instance starts. */
  variables(): Record<string, string>;
  /** Instances of one function at most (4 a processor, from 8 to 32), on each level of nesting. */
  maxInstances?: number;
  /** Real ms an instance stays warm (60,000). */
  idleMs?: number;
  /** Told when a call begins on an instance and when it ended. */
  watch?: InvocationWatch;
  log?(functionName: string, text: string): void;
}

/** One run of a function, as the counters see it. */
export interface Run {
  invocation: Invocation;
  event: unknown;
  traceId: string;
  cold: boolean;
}
export interface InvocationWatch {
  began(run: Run): void;
  /** `ms` are real milliseconds on the instance, waiting for one not included. */
  ended(run: Run, ms: number, failed: boolean): void;
}

/** What the rest of the local cloud may do with the runtime besides calling functions. */
export interface FunctionRuntime extends Runtime {
  readonly folder: FunctionFolder;
  /** Ends the instance that runs the call with this token; false if the call is over. */
  kill(token: string, reason: string): boolean;
  /** Ends all instances, so that nothing a function keeps in memory survives. */
  restart(): Promise<void>;
  /** Threads alive, of one function or of all. */
  instances(functionName?: string): number;
}

/**
 * Every instance compiles and warms up its code for itself, over some hundred calls. More of them than the processors
 * can feed make a rush dearer and slower: on two processors 32 took 2.5 times the CPU of 2 for the first claims and
 * 4.6 times the memory, 8 took 1.25 times and twice, and were the fastest (docs/bench.md). More than processors, because
 * calls mostly wait for the database; eight at least, so that calls also race on a small machine.
 */
const DEFAULT_INSTANCES = Math.min(32, Math.max(8, 4 * availableParallelism()));

const MAX_RESULT_BYTES = 1024 * 1024;
const MAX_EVENT_BYTES = 6 * 1024 * 1024;
/** Deeper calls are taken for an endless recursion. */
const MAX_DEPTH = 8;
/** Ended calls are remembered, because requests may still come from them. */
const ENDED_KEPT = 2000;

/** Runs built functions as the platform does: an instance is a worker thread with its own environment. */
export function createRuntime(options: RuntimeOptions): FunctionRuntime {
  const folder = new FunctionFolder(options.functionsDir);
  /**
   * By function and depth of nesting. A call waits for deeper calls only, and those have instances of their own: so
   * functions that call themselves or each other never wait for an instance that waits for them.
   */
  const pools = new Map<string, Pool>();
  const invocations = new Map<string, Invocation>();
  const running = new Map<string, Instance>();
  const ended: string[] = [];
  const starts = new Slots(Math.max(2, availableParallelism()));
  const log = options.log ?? logToStderr;

  const start = (built: BuiltFunction): Instance =>
    new Instance({
      built,
      data: {
        functionName: built.name,
        dir: built.dir,
        clock: options.clock.memory,
        wireHost: new URL(options.wireUrl()).host,
        nodeModules: options.nodeModules,
      },
      env: { ...instanceVariables(built.name, options.wireUrl()), ...options.variables() },
      log: (text) => log(built.name, text),
    });

  const poolOf = (name: string, depth: number): Pool => {
    const key = `${name}:${depth}`;
    const known = pools.get(key);
    if (known) return known;
    if (depth > MAX_DEPTH) {
      throw failure(CODE.TOO_MANY_CALLS, `functions call each other more than ${MAX_DEPTH} levels deep`);
    }
    const pool = new Pool({
      maxInstances: options.maxInstances ?? DEFAULT_INSTANCES,
      idleMs: options.idleMs ?? 60_000,
      start,
      starts,
    });
    pools.set(key, pool);
    return pool;
  };

  const forget = (token: string): void => {
    running.delete(token);
    ended.push(token);
    const oldest = ended.length > ENDED_KEPT ? ended.shift() : undefined;
    if (oldest) invocations.delete(oldest);
  };

  const run = async (
    built: BuiltFunction,
    event: unknown,
    caller: Caller,
    traceId: string,
  ): Promise<unknown> => {
    const json = eventJson(event);
    const token = `call_${randomBytes(16).toString('hex')}`;
    const invocation: Invocation = { token, functionName: built.name, caller, openapi: built.openapi };
    const message: CallMessage = {
      id: token,
      event: json,
      context: callContext(built, traceId),
      variables: callVariables(caller, token),
    };
    let begun: { run: Run; at: number } | undefined;
    let failed = true;
    try {
      const result = await poolOf(built.name, caller.depth ?? 0).run(built, message, (instance, cold) => {
        begun = { run: { invocation, event, traceId, cold }, at: performance.now() };
        invocations.set(token, invocation);
        running.set(token, instance);
        options.watch?.began(begun.run);
      });
      const value = resultOf(result);
      failed = false;
      return value;
    } finally {
      if (begun) {
        forget(token);
        options.watch?.ended(begun.run, performance.now() - begun.at, failed);
      }
    }
  };

  return {
    folder,
    async invoke(functionName, event, caller) {
      const traceId = randomUUID();
      try {
        return await run(findFunction(folder, functionName), event, caller, traceId);
      } catch (error) {
        throw asRuntimeError(isFailure(error) ? error : failure(CODE.EXECUTE_FAIL, String(error)), traceId);
      }
    },
    invocation: (token) => (token === undefined ? undefined : invocations.get(token)),
    kill(token, reason) {
      const instance = running.get(token);
      instance?.kill(failure(CODE.EXECUTE_FAIL, reason));
      return instance !== undefined;
    },
    async restart() {
      await Promise.all([...pools.values()].map((pool) => pool.clear()));
    },
    instances: (functionName) =>
      [...pools].reduce(
        (sum, [key, pool]) => sum + (!functionName || key.startsWith(`${functionName}:`) ? pool.size : 0),
        0,
      ),
  };
}

function findFunction(folder: FunctionFolder, name: string): BuiltFunction {
  let built: BuiltFunction | undefined;
  try {
    built = folder.find(name);
  } catch (error) {
    throw failure(CODE.EXECUTE_FAIL, error instanceof Error ? error.message : String(error));
  }
  if (!built) throw failure(CODE.MISSING, 'FunctionName parameter could not be found.');
  return built;
}

function eventJson(event: unknown): string {
  const json = JSON.stringify(event ?? {});
  if (Buffer.byteLength(json) > MAX_EVENT_BYTES) throw failure(CODE.BAD_PARAMETERS, 'the event exceeds 6 MB');
  return json;
}

function resultOf(json: string): unknown {
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_RESULT_BYTES) throw failure(CODE.RESULT_TOO_LARGE, `the result has ${bytes} bytes`);
  return JSON.parse(json);
}

function callContext(built: BuiltFunction, traceId: string): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: false,
    request_id: traceId,
    function_name: built.name,
    function_version: '$LATEST',
    memory_limit_in_mb: 256,
    time_limit_in_ms: built.timeoutMs,
  };
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'errCode' in error && 'message' in error;
}

function logToStderr(functionName: string, text: string): void {
  for (const line of text.trimEnd().split('\n')) console.error(`[${functionName}] ${line}`);
}
