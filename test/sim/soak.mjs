/**
 * `npm run soak [runs] [operations]`: the simulation of coupons under faults, run after run with fresh seeds, until one
 * breaks an invariant. Prints a Markdown table; a failing seed is run again with `SIM_SEED=<seed>`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [runs = '10000', operations = '100'] = process.argv.slice(2);
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
  cwd: root,
  encoding: 'utf8',
}).stdout.trim();
const started = Date.now();
let passed = 0;
let broken;
for (let run = 0; run < Number(runs) && broken === undefined; run++) {
  const seed = (started + run * 7919) % 1_000_000_000;
  const env = { ...process.env, SIM_SEED: String(seed), SIM_OPERATIONS: operations };
  const args = ['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', 'cloud', 'test/sim'];
  const { status, stdout } = spawnSync('npx', args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) passed++;
  else {
    broken = seed;
    console.error(stdout);
  }
}
console.log('| commit | date | runs | operations a run | broken seed |\n| --- | --- | --: | --: | --- |');
console.log(
  `| ${commit} | ${new Date().toISOString().slice(0, 10)} | ${passed} | ${operations} | ${broken ?? 'none'} |`,
);
process.exitCode = broken === undefined ? 0 : 1;
