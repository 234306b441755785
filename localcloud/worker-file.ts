import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const building = new Map<string, Promise<string>>();

/**
 * The file to start a worker thread from. `name` is the worker's file name without its ending, e.g. `scan-worker`,
 * which lies beside the asking module. In the built local cloud it is `<name>.mjs` beside the bundle; where the
 * TypeScript source runs directly (tests) the worker is bundled once into node_modules/.cache.
 */
export function workerFile(importMetaUrl: string, name: string): Promise<string> {
  const here = fileURLToPath(importMetaUrl);
  if (!here.endsWith('.ts')) return Promise.resolve(join(dirname(here), `${name}.mjs`));
  const source = join(dirname(here), `${name}.ts`);
  let file = building.get(source);
  if (!file) {
    file = bundle(source, name);
    building.set(source, file);
  }
  return file;
}

/** Several test processes may do this at once: each writes its own file and moves it into place by its content's name. */
async function bundle(source: string, name: string): Promise<string> {
  const { build } = await import('esbuild');
  const cache = join(nodeModules(dirname(source)), '.cache', 'localcloud-workers');
  mkdirSync(cache, { recursive: true });
  const draft = join(cache, `${name}-${process.pid}-${Date.now()}.draft.mjs`);
  await build({
    entryPoints: [source],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  });
  const digest = createHash('sha256').update(readFileSync(draft)).digest('hex').slice(0, 16);
  const file = join(cache, `${name}-${digest}.mjs`);
  renameSync(draft, file);
  return file;
}

/** The bundle's packages must be found from where it lies. */
function nodeModules(from: string): string {
  const manifest = createRequire(join(from, 'x.js')).resolve('lmdb');
  const at = manifest.lastIndexOf(`${join('/', 'node_modules', '/')}`);
  const found = manifest.slice(0, at + '/node_modules'.length);
  if (!existsSync(found)) throw new Error(`no node_modules above ${from}`);
  return found;
}
