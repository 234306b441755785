/**
 * The thread of one function instance: loads the function once, then serves one call at a time.
 */
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { CallMessage, InstanceData, InstanceMessage } from './messages.ts';
import { callHere, current, type OwnCall, ownCall } from './worker-call.ts';
import { followClock } from './worker-date.ts';
import { followCallsInEnv } from './worker-env.ts';
import { guardExit } from './worker-exit.ts';
import { tellRounds } from './worker-rounds.ts';

type Main = (event: unknown, context: unknown) => unknown;

const data = workerData as InstanceData;
const port = parentPort;
if (!port) throw new Error('instance-worker runs as a worker only');
const say = (message: InstanceMessage) => port.postMessage(message);

followClock(data.clock);
followCallsInEnv();
guardExit((id, reason) => say({ type: 'crashed', id, reason }));
tellRounds(data.wireHost);
findModulesIn(data.nodeModules);
process.on('uncaughtException', crashed);
process.on('unhandledRejection', crashed);

const main = load();
if (main) {
  port.on('message', (message: CallMessage) => serve(main, message));
  say({ type: 'loaded' });
}

/** The platform has wx-server-sdk next to every function; here it lies in the root's node_modules. */
function findModulesIn(dir: string): void {
  process.env.NODE_PATH = dir;
  (Module as unknown as { _initPaths(): void })._initPaths();
}

function load(): Main | undefined {
  try {
    const loaded: unknown = createRequire(join(data.dir, 'index.js'))('./index.js');
    const found = typeof loaded === 'object' && loaded !== null && 'main' in loaded ? loaded.main : undefined;
    if (typeof found === 'function') return found as Main;
    say({ type: 'broken', reason: `index.js of ${data.functionName} does not export main` });
  } catch (error) {
    say({ type: 'broken', reason: textOf(error) });
  }
  return undefined;
}

function serve(run: Main, { id, event, context, variables }: CallMessage): void {
  const call: OwnCall = { id, variables, answeredRound: 0 };
  current.call = call;
  ownCall.run(call, async () => {
    try {
      const value = await run(JSON.parse(event), context);
      say({ type: 'answered', id, json: asJson(value) });
    } catch (error) {
      say({ type: 'failed', id, reason: textOf(error) });
    } finally {
      current.call = undefined;
    }
  });
}

/** A function that returns nothing answers null. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    throw new Error(`the result is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function crashed(error: unknown): void {
  say({ type: 'crashed', id: callHere()?.id, reason: textOf(error) });
}

function textOf(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  if (typeof error !== 'object' || error === null) return String(error);
  try {
    return JSON.stringify(error);
  } catch {
    return Object.prototype.toString.call(error);
  }
}
