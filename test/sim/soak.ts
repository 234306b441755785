import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startLocalCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { simulate } from './run.ts';
import { type Soaked, tableOf } from './soak-table.ts';

/** A fresh park for so many runs: each has offers of its own, and seeding costs more than a run. */
const RUNS_A_PARK = 25;
/** A start costs more than a run, too: of so many seeds one has a power cut. */
const SEEDS_A_POWER_CUT = 40;
const RUNS_A_TABLE = 100;

/**
 * Many small runs of the simulation, one after another on one local cloud. Prints its table as it goes; ends at the
 * first run that breaks an invariant, when the time is over, or when it is told to. Runs this commit has passed before
 * are counted in.
 * Arguments: runs in all, operations a run, minutes at most. `SIM_SEED` is the first seed; the following are +1, +2, …;
 * with it nothing is counted in or kept.
 */
const [runs = 10_000, operations = 40, minutes = 24 * 60] = process.argv.slice(2).map(Number);
const kept = process.env.SIM_SEED
  ? undefined
  : fileURLToPath(new URL('../../.cache/soak.json', import.meta.url));
const so = begin();
const until = Date.now() + minutes * 60_000;
let told = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (told = true));

const cloud = await startLocalCloud({ seed: 'empty', now: new Date(NOW).toISOString() });
for (let here = 0; so.passed < runs && so.broken === undefined && Date.now() < until && !told; here++) {
  const seed = so.first + so.passed;
  const from = Date.now();
  try {
    if (here % RUNS_A_PARK === 0) {
      await cloud.clock.set(NOW, false);
      await cloud.reset('park');
    }
    const powerCuts = seed % SEEDS_A_POWER_CUT === 0 ? 1 : 0;
    const counts = await simulate(cloud, { seed, operations, parts: 1, people: 6, powerCuts });
    for (const [what, n] of Object.entries(counts)) so.counts[what] = (so.counts[what] ?? 0) + n;
    so.passed += 1;
    so.ms += Date.now() - from;
    keep();
    if (so.passed % RUNS_A_TABLE === 0) console.log(`${tableOf(so)}\n`);
  } catch (error) {
    // Who ends the soak may have ended its cloud as well.
    if (told) break;
    so.broken = seed;
    console.error(`seed ${seed}:`, error, `\nagain: SIM_SEED=${seed} npm run soak 1 ${operations}`);
  }
}
await cloud.stop();
console.log(tableOf(so));
process.exitCode = so.broken === undefined ? 0 : 1;

function begin(): Soaked {
  const commit = process.env.SIM_COMMIT ?? '?';
  const first = Number(process.env.SIM_SEED ?? Date.now() % 1_000_000_000);
  const before = kept && existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Soaked) : undefined;
  return before?.commit === commit && before.operations === operations
    ? before
    : { commit, operations, first, passed: 0, ms: 0, counts: {} };
}

function keep(): void {
  if (!kept) return;
  mkdirSync(fileURLToPath(new URL('.', `file://${kept}`)), { recursive: true });
  writeFileSync(kept, JSON.stringify(so));
}
