/**
 * `npm run bench` or `npm run bench -- sdk product`: builds the local cloud and the benchmarks, runs them one after
 * another, each as a process of its own, and prints Markdown. Times are printed, never asserted.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCloud } from '../../localcloud/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** In the order they are run, cheap ones first. */
const ALL = [
  'sdk',
  'product',
  'claims',
  'instances',
  'cold-start',
  'million',
  'jobs',
  'lottery',
  'engine-open',
  'language',
  'first-start',
];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}. There are: ${ALL.join(', ')}`);
  process.exit(2);
}

await buildCloud();
await buildBenchmarks();
console.log(heading());
let failed = false;
for (const name of names.length > 0 ? names : ALL) {
  const child = spawn(process.execPath, ['--enable-source-maps', `${root}dist/bench/${name}.mjs`], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    failed = true;
    console.error(`${name} ended with ${code}`);
  }
}
process.exit(failed ? 1 : 0);

/** Two levels below the root, as the sources are: what they find by relative address is the same. */
async function buildBenchmarks() {
  const sources = readdirSync(`${root}test/bench`).filter((file) => file.endsWith('.ts'));
  await build({
    entryPoints: [
      ...sources.map((file) => `${root}test/bench/${file}`),
      `${root}localcloud/engine/scan-worker.ts`,
    ],
    entryNames: '[name]',
    outdir: `${root}dist/bench`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@shared': `${root}shared-types` },
    sourcemap: 'linked',
    logLevel: 'error',
  });
}

function heading() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const [cpu] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  const day = new Date().toISOString().slice(0, 10);
  return `${day} · commit ${commit} · ${cpus().length} × ${cpu?.model.trim()} · Node ${process.versions.node} · load ${load} before`;
}
