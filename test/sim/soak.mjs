/**
 * `npm run soak [coupons|groupbuy] [runs] [operations] [minutes]`: a simulation under faults, small run after small run with
 * fresh seeds, until one breaks an invariant. Prints rows of a Markdown table as it goes. What a commit has passed is kept
 * in `.cache/`, so that it goes on where it was ended. `SIM_SEED=<seed> npm run soak coupons 1` runs a seed again.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCloud } from '../../localcloud/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

await buildCloud();
await build({
  entryPoints: [`${root}test/sim/soak.ts`],
  // Two levels below the root, as the source is: what it finds by relative address is the same.
  outfile: `${root}dist/sim/soak.mjs`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@shared': `${root}shared-types` },
  sourcemap: 'linked',
  logLevel: 'error',
});
const commit = execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], {
  cwd: root,
  encoding: 'utf8',
}).trim();
const child = spawn(
  process.execPath,
  ['--enable-source-maps', `${root}dist/sim/soak.mjs`, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SIM_COMMIT: commit },
  },
);
// An ended soak finishes its run and prints its table first; Ctrl-C reaches the child by itself.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
const [code] = await once(child, 'exit');
process.exit(code ?? 1);
