import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createDesks, LOCAL_APPID } from '../desks/index.ts';
import { openEngine } from '../engine/index.ts';
import { keepClock, readClock, VirtualClock } from '../runtime/clock.ts';
import { writeWhole } from '../runtime/files.ts';
import { createRuntime } from '../runtime/index.ts';
import { Timekeeper } from '../runtime/timekeeper.ts';
import { keepUp, type SeedName, seed } from '../seed/index.ts';
import type { CollectionDecl } from '../types.ts';
import { createWire } from '../wire/index.ts';
import type { Cloud } from './cloud.ts';
import { Counters } from './counters.ts';
import { Faults } from './faults.ts';
import { createServer } from './index.ts';
import { lockDataDir } from './lock.ts';
import { readSecrets } from './secrets.ts';

export interface StartOptions {
  /** The project's folder. */
  root: string;
  /** 0 = any free port. */
  port: number;
  dataDir: string;
  functionsDir: string;
  /** What an empty data directory is filled with. */
  seed: 'park' | 'empty';
  /** Refuse what production takes silently. */
  strict: boolean;
  /** Epoch ms; only in a new data directory, later its own clock goes on. */
  stopClockAt?: number | undefined;
  maxInstances?: number | undefined;
  say(text: string): void;
}

export interface LocalCloud {
  url: string;
  stop(): Promise<void>;
}

/** How long requests may take to end before the process does. */
const GRACE_MS = 5_000;

/** Opens the data directory, seeds it if it is new, and serves. Resolves when everything can be used. */
export async function startLocalCloud(options: StartOptions): Promise<LocalCloud> {
  const { root, dataDir } = options;
  const declarations = join(root, 'dist', 'cloudfunctions');
  const unlock = lockDataDir(dataDir);
  const clock = openClock(join(dataDir, 'clock.json'), options.stopClockAt);
  const engine = await openEngine({ dir: join(dataDir, 'db'), clock });
  const secrets = readSecrets(dataDir, declarations);
  const counters = new Counters(() => clock.now());
  const faults = new Faults();
  let url = '';
  // Until everything is seeded, requests are refused.
  let ready = false;

  const runtime = createRuntime({
    functionsDir: options.functionsDir,
    clock,
    wireUrl: () => `${url}/admin`,
    nodeModules: join(root, 'node_modules'),
    variables: () => ({
      ...secrets,
      WX_APPID: LOCAL_APPID,
      QWEATHER_URL: `${url}/qweather`,
      PAY_BILL_URL: `${url}/local/bill`,
      ...settingsOfProviders(),
    }),
    watch: counters,
    ...(options.maxInstances ? { maxInstances: options.maxInstances } : {}),
  });
  const desks = createDesks({ engine, clock, runtime, dir: dataDir });
  const wire = createWire({ engine, runtime, clock, desks, strict: options.strict });
  const context = () => ({ engine, now: clock.now(), secrets });
  const timekeeper = new Timekeeper({
    clock,
    file: join(dataDir, 'clock.json'),
    folder: runtime.folder,
    fire: (name, event) => runtime.invoke(name, event, { source: 'wx_trigger' }),
    newDay: () => keepUp(context()),
    moved: async () => {
      await desks.pay.repeatCallbacks();
    },
  });

  /** The mark is there only while the data is whole; a killed seed or reset is done again. */
  const mark = join(dataDir, 'seeded');
  const fill = async (name: SeedName, seedOptions: Record<string, unknown>): Promise<void> => {
    rmSync(mark, { force: true });
    await engine.clear();
    await engine.declare(readDeclarations(join(declarations, 'collections.json')));
    await seed(name, context(), seedOptions);
    writeWhole(mark, name);
  };

  const cloud: Cloud = {
    engine,
    wire,
    runtime,
    desks,
    clock,
    timekeeper,
    counters,
    faults,
    reset: (name, seedOptions) =>
      timekeeper.exclusive(async () => {
        ready = false;
        try {
          faults.clear();
          await runtime.restart();
          await desks.clear();
          await fill(name, seedOptions);
          counters.clear();
        } finally {
          ready = true;
        }
      }),
  };

  const app = await createServer({
    cloud,
    folders: { app: join(root, 'dist', 'h5'), stage: join(root, 'localcloud', 'stage') },
    isReady: () => ready,
  });
  url = await listen(app, options.port);
  options.say(`listening on 127.0.0.1 only; data in ${dataDir}`);
  if (!existsSync(mark)) {
    options.say(`seeding: ${options.seed}`);
    await fill(options.seed, {});
  } else await engine.declare(readDeclarations(join(declarations, 'collections.json')));
  await keepUp(context());
  if (!clock.running) options.say(`the clock stands at ${new Date(clock.now()).toISOString()}`);
  ready = true;
  timekeeper.start();

  return {
    url,
    async stop() {
      timekeeper.stop();
      const force = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(force);
      await runtime.restart();
      await engine.close();
      unlock();
    },
  };
}

function openClock(file: string, stopAt: number | undefined): VirtualClock {
  const clock = new VirtualClock();
  if (stopAt !== undefined && !existsSync(file)) keepClock(file, { stoppedAt: stopAt });
  clock.put(readClock(file));
  return clock;
}

function readDeclarations(file: string): CollectionDecl[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CollectionDecl[]) : [];
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`port ${port} is taken. Stop what uses it, or choose another: PORT=8788 npm start`);
    }
    throw error;
  }
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** A provider other than the pay desk, if whoever starts the local cloud has set one up (docs/payments.md). */
const settingsOfProviders = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        /^(PAY_PROVIDER$|WXPAY_|SECOND_WEATHER_|DRAND_URL$)/.test(entry[0]) && entry[1] !== undefined,
    ),
  );
