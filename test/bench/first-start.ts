/** Seconds from `npm start` to `ready`: in a fresh clone of HEAD with nothing installed, and again in the same one. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { printTable, type Row } from './table.ts';

/** What `npm start` says when it comes to a step, and what the step is. */
const STEPS: Array<[says: string, step: string]> = [
  ['installing', 'install'],
  ['building the cloud', 'cloud'],
  ['building the H5', 'phone'],
  ['starting', 'start'],
  ['ready ', 'ready'],
];

const clone = mkdtempSync(join(tmpdir(), 'first-start-'));
execFileSync('git', ['clone', '--quiet', '--no-local', process.cwd(), clone]);
try {
  const rows: Row[] = [];
  for (const title of ['first', 'second']) rows.push([title, ...(await start())]);
  printTable(
    '`npm start` to `ready`, seconds (registry cache as it was)',
    ['start', 'in all', 'install', 'cloud and functions', 'H5 app', 'start and seed'],
    rows,
  );
} finally {
  rmSync(clone, { recursive: true, force: true });
}

async function start(): Promise<number[]> {
  const from = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0' },
  });
  const exit = once(child, 'exit');
  const began = new Map<string, number>();
  for await (const line of createInterface({ input: child.stdout })) {
    const step = STEPS.find(([says]) => line.startsWith(says))?.[1];
    if (step) began.set(step, performance.now());
    if (step === 'ready') break;
  }
  if (!began.has('ready')) throw new Error('npm start ended before it was ready');
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await exit;
  return [at('ready') - from, ...between('install', 'cloud', 'phone', 'start', 'ready')].map(
    (ms) => ms / 1000,
  );

  /** A step that was left out took no time: it counts as begun with the next one. */
  function at(step: string): number {
    const next = STEPS[STEPS.findIndex(([, name]) => name === step) + 1];
    return began.get(step) ?? (next ? at(next[1]) : Number.NaN);
  }
  function between(...steps: string[]): number[] {
    return steps.slice(1).map((step, i) => at(step) - at(steps[i] ?? step));
  }
}
