/**
 * The local cloud as a process. Environment: PORT (8787; 0 = any), DATA_DIR (.localcloud), SEED (park | empty),
 * and for tests STRICT=1, FUNCTIONS_DIR, MAX_INSTANCES, CLOCK (an ISO instant to stop at, in a new data directory),
 * EXIT_WITH_PARENT=1 (ends when its standard input does, so that a killed test run leaves nothing behind).
 */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLocalCloud } from './server/start.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { env } = process;
// Functions run in UTC, as in production; threads take the zone of the process.
env.TZ = 'UTC';
if (env.EXIT_WITH_PARENT === '1') process.stdin.resume().once('close', () => process.exit(1));

try {
  const cloud = await startLocalCloud({
    root,
    port: portOf(env.PORT ?? '8787'),
    dataDir: resolve(env.DATA_DIR || '.localcloud'),
    functionsDir: resolve(env.FUNCTIONS_DIR || `${root}dist/cloudfunctions`),
    seed: env.SEED === 'empty' ? 'empty' : 'park',
    strict: env.STRICT === '1',
    stopClockAt: env.CLOCK ? Date.parse(env.CLOCK) : undefined,
    maxInstances: env.MAX_INSTANCES ? Number(env.MAX_INSTANCES) : undefined,
    say: (text) => console.error(text),
  });
  console.log(`ready ${cloud.url}`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  // A second signal does not wait.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(130));
  await cloud.stop();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function portOf(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`PORT is "${text}"; it must be a number from 0 (any free port) to 65535.`);
}
