import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import type { Plan } from './bustle.ts';
import { beginGroupbuy, endGroupbuy } from './groupbuy/run.ts';
import type { GroupbuyWorld } from './groupbuy/world.ts';
import { simulate } from './run.ts';
import { type Soaked, type Subject, tableOf } from './soak-table.ts';

/** A fresh park for so many runs: each has offers of its own, and seeding costs more than a run. */
const RUNS_A_PARK = 25;
/** A start costs more than a run, too: of so many seeds one has a power cut. */
const SEEDS_A_POWER_CUT = 40;
const RUNS_A_TABLE = 100;
/** Much of a run is waiting for a unit in doubt: so many clouds side by side use what would lie idle. */
const LANES = Number(process.env.SIM_LANES ?? 2 * availableParallelism());

type Counts = Record<string, number>;

/**
 * Many small runs of the simulation, on a few local clouds side by side. Prints its table as it goes; ends at the first
 * run that breaks an invariant, when the time is over, or when it is told to. Runs this commit has passed before are
 * counted in.
 * Arguments: what (`coupons` or `groupbuy`), runs in all, operations a run, minutes at most. `SIM_SEED` is the first seed; the following are +1, +2, …;
 * with it nothing is counted in or kept.
 */
const SUBJECTS: Record<Subject, (cloud: TestCloud, plans: Plan[]) => Promise<Counts[]>> = {
  async coupons(cloud, plans) {
    const counts: Counts[] = [];
    for (const plan of plans) counts.push(await simulate(cloud, plan));
    return counts;
  },
  // Their nights are spent together, which costs as much as one of them alone.
  async groupbuy(cloud, plans) {
    const worlds: GroupbuyWorld[] = [];
    for (const plan of plans) worlds.push(await beginGroupbuy(cloud, plan));
    await endGroupbuy(worlds);
    return worlds.map(({ counts }) => counts);
  },
};
const [first = '', ...others] = process.argv.slice(2);
const subject = (first in SUBJECTS ? first : 'coupons') as Subject;
const numbers = first in SUBJECTS ? others : process.argv.slice(2);
const [runs = 10_000, operations = 40, minutes = 24 * 60] = numbers.map(Number);
const kept = process.env.SIM_SEED
  ? undefined
  : fileURLToPath(new URL(`../../.cache/soak-${subject}.json`, import.meta.url));
const so = begin();
const before = so.ms;
const from = Date.now();
let seeds = so.passed;
let told = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (told = true));

await Promise.all(Array.from({ length: Math.min(LANES, runs - so.passed) }, lane));
console.log(tableOf(so));
process.exitCode = so.broken === undefined ? 0 : 1;

/** One local cloud and its runs, each with the next seed, on a fresh park for every few. */
async function lane(): Promise<void> {
  const cloud = await startLocalCloud({ seed: 'empty', now: new Date(NOW).toISOString() });
  while (goesOn() && seeds < runs) {
    const here = Array.from({ length: Math.min(RUNS_A_PARK, runs - seeds) }, () => so.first + seeds++);
    try {
      await runAll(cloud, here);
    } catch (error) {
      // Who ends the soak may have ended its clouds as well.
      if (told) break;
      so.broken = here[0] ?? so.first;
      const again = `SIM_SEED=${here[0]} npm run soak ${subject} ${here.length} ${operations}`;
      console.error(`one of the seeds from ${here[0]}:`, error, `\nagain: SIM_LANES=1 ${again}`);
    }
  }
  await cloud.stop();
}

function goesOn(): boolean {
  return !told && so.broken === undefined && Date.now() < from + minutes * 60_000;
}

async function runAll(cloud: TestCloud, all: number[]): Promise<void> {
  await cloud.clock.set(NOW, false);
  await cloud.reset('park');
  const plans = all.map((seed) => ({
    seed,
    operations,
    parts: 1,
    people: 6,
    powerCuts: seed % SEEDS_A_POWER_CUT === 0 ? 1 : 0,
  }));
  for (const counts of await SUBJECTS[subject](cloud, plans))
    for (const [what, n] of Object.entries(counts)) so.counts[what] = (so.counts[what] ?? 0) + n;
  const tables = Math.floor(so.passed / RUNS_A_TABLE);
  so.passed += all.length;
  so.ms = before + Date.now() - from;
  keep();
  if (Math.floor(so.passed / RUNS_A_TABLE) > tables) console.log(`${tableOf(so)}\n`);
}

function begin(): Soaked {
  const commit = process.env.SIM_COMMIT ?? '?';
  const first = Number(process.env.SIM_SEED ?? Date.now() % 1_000_000_000);
  const before = kept && existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Soaked) : undefined;
  return before?.commit === commit && before.operations === operations
    ? before
    : { subject, commit, operations, first, passed: 0, ms: 0, counts: {} };
}

function keep(): void {
  if (!kept) return;
  mkdirSync(fileURLToPath(new URL('.', `file://${kept}`)), { recursive: true });
  writeFileSync(kept, JSON.stringify(so));
}
