import { startLocalCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { simulate } from './run.ts';

/** A fresh park for so many runs: each has offers of its own, and seeding costs more than a run. */
const RUNS_A_PARK = 25;
/** A start costs more than a run, too: every so many runs the power goes. */
const RUNS_A_POWER_CUT = 40;

/**
 * Many small runs of the simulation, one after another on one local cloud. Prints what happened as it goes; ends at the
 * first run that breaks an invariant, or when the time is over.
 * Arguments: runs, operations a run, minutes at most. `SIM_SEED` is the first seed; the following are +1, +2, …
 */
const [runs = 10_000, operations = 40, minutes = 24 * 60] = process.argv.slice(2).map(Number);
const first = Number(process.env.SIM_SEED ?? Date.now() % 1_000_000_000);
const until = Date.now() + minutes * 60_000;
const sums: Record<string, number> = {};
let passed = 0;
let broken: number | undefined;

const cloud = await startLocalCloud({ seed: 'empty', now: new Date(NOW).toISOString() });
while (passed < runs && broken === undefined && Date.now() < until) {
  const seed = first + passed;
  try {
    if (passed % RUNS_A_PARK === 0) {
      await cloud.clock.set(NOW, false);
      await cloud.reset('park');
    }
    const powerCuts = passed % RUNS_A_POWER_CUT === RUNS_A_POWER_CUT - 1 ? 1 : 0;
    const plan = { seed, operations, parts: 1, people: 6, powerCuts };
    const counts = await simulate(cloud, plan);
    for (const [what, n] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + n;
    passed += 1;
    if (passed % 100 === 0) console.error(`${passed} runs, last seed ${seed}`);
  } catch (error) {
    broken = seed;
    console.error(`seed ${seed}:`, error);
  }
}
await cloud.stop();

const by = (what: RegExp) =>
  Object.entries(sums).reduce((sum, [name, n]) => sum + (what.test(name) ? n : 0), 0);
const figures: Array<[string, string | number]> = [
  ['commit', process.env.SIM_COMMIT ?? '?'],
  ['date', new Date().toISOString().slice(0, 10)],
  ['runs', passed],
  ['operations a run', operations],
  ['seeds', `${first}…${first + passed - 1}`],
  ['claims answered yes', by(/^coupon.claim ok$/)],
  ['write-offs answered yes', by(/^redemption.confirm ok$/)],
  ['offline scans accepted', by(/^synced accepted$/)],
  ['undone', by(/^redemption.undo ok$/)],
  [
    'gifts given / accepted / taken back',
    ['give', 'accept', 'takeBack'].map((op) => by(new RegExp(`^coupon.${op} ok$`))).join(' / '),
  ],
  ['revoked', by(/^coupon.revoke ok$/)],
  ['stock raised / offers stopped', `${by(/^offer.raiseStock ok$/)} / ${by(/^offer.stop ok$/)}`],
  ['refused', by(/ (?!ok$|unknown$)\S+$/) - by(/^synced|power cut|repeated/)],
  ['given up on, outcome unknown', by(/ unknown$/)],
  ['power cuts of the whole cloud', by(/^power cut$/)],
  ['runs that broke an invariant', broken === undefined ? 0 : `1 (seed ${broken})`],
];
console.log(figures.map(([name, value]) => `| ${name} | ${value} |`).join('\n'));
process.exitCode = broken === undefined ? 0 : 1;
