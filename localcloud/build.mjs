/**
 * Builds into dist/: `node localcloud/build.mjs cloud | weapp | h5 | all`.
 *
 *   cloud   dist/localcloud/*.mjs         the local cloud itself and its workers
 *           dist/cloudfunctions/<name>/   one file a function, with everything it needs, and its config.json
 *           dist/cloudfunctions/*.json    the declared collections and secrets, as data
 *   weapp   dist/weapp/                   the phone for WeChat
 *   h5      dist/h5/                      the phone for a browser
 *
 * A file is written only when its content changed, and as a whole: a local cloud that is running never reads half
 * of a function, and keeps the warm instances of functions that did not change.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const memory = join(dist, '.build');
const alias = { '@shared': join(root, 'shared-types') };

/** @typedef {'cloud' | 'weapp' | 'h5'} Target */

/** Builds the local cloud and the functions; about a second. */
export async function buildCloud() {
  await Promise.all([buildLocalCloud(), buildFunctions(), buildDeclarations()]);
}

/**
 * Builds a phone with Taro, unless nothing it is made of changed since the last time.
 * @param {'weapp' | 'h5'} target
 * @returns {boolean} whether anything had to be built
 */
export function buildPhoneIfChanged(target) {
  const mark = join(memory, `${target}.sha256`);
  const inputs = hashOf(['miniprogram', 'shared-types', 'package-lock.json']);
  if (existsSync(join(dist, target)) && readOr(mark, '') === inputs) return false;
  rmSync(mark, { force: true });
  // As a process of its own: the phone's build belongs to the phone.
  const phone = spawnSync(process.execPath, [join(root, 'miniprogram', 'build.mjs'), target], {
    stdio: 'inherit',
  });
  if (phone.status !== 0) throw new Error(`building the phone for ${target} failed`);
  writeIfChanged(mark, inputs);
  return true;
}

async function buildLocalCloud() {
  const files = readdirSync(join(root, 'localcloud'), { recursive: true }).map(String);
  const entries = files.filter((file) => file === 'main.ts' || file.endsWith('-worker.ts'));
  await bundle({
    entryPoints: entries.map((file) => ({ in: join(root, 'localcloud', file), out: basename(file, '.ts') })),
    outdir: join(dist, 'localcloud'),
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
  });
}

async function buildFunctions() {
  const from = join(root, 'cloudfunctions', 'functions');
  const to = join(dist, 'cloudfunctions');
  const names = readdirSync(from).filter((name) => existsSync(join(from, name, 'main.ts')));
  await bundle({
    entryPoints: names.map((name) => ({ in: join(from, name, 'main.ts'), out: `${name}/index` })),
    outdir: to,
    format: 'cjs',
    target: 'node16',
    minify: true,
    keepNames: true,
    legalComments: 'none',
  });
  for (const name of names) {
    for (const file of ['config.json', 'package.json']) {
      const source = join(from, name, file);
      if (existsSync(source)) writeIfChanged(join(to, name, file), readFileSync(source));
      else if (file === 'package.json') {
        writeIfChanged(join(to, name, file), asJson({ name, version: '1.0.0', main: 'index.js' }));
      }
    }
  }
  // Everything below is CommonJS, also a function that somebody drops in without a package.json.
  writeIfChanged(join(to, 'package.json'), asJson({ type: 'commonjs' }));
  forgetRemoved(to, names);
}

/** Removes what an earlier build made of functions that are gone, and nothing else. */
function forgetRemoved(to, names) {
  const list = join(memory, 'functions.json');
  for (const name of JSON.parse(readOr(list, '[]'))) {
    if (!names.includes(name)) rmSync(join(to, name), { recursive: true, force: true });
  }
  writeIfChanged(list, asJson(names));
}

/** What the product declares in code, as data for the local cloud and for deployment. */
async function buildDeclarations() {
  const declared = [
    ['store/collections.ts', 'collections', 'collections.json'],
    ['platform/env.ts', 'SECRETS', 'env.json'],
  ];
  for (const [source, name, target] of declared) {
    const entry = join(root, 'cloudfunctions', source);
    if (!existsSync(entry)) continue;
    const [output] = await outputsOf({ entryPoints: [entry], outdir: memory, format: 'esm' });
    const code = Buffer.from(output.contents).toString('base64');
    const module = await import(`data:text/javascript;base64,${code}`);
    writeIfChanged(join(dist, 'cloudfunctions', target), asJson(module[name]));
  }
}

async function bundle(options) {
  for (const { path, contents } of await outputsOf(options)) writeIfChanged(path, contents);
}

async function outputsOf(options) {
  if (options.entryPoints.length === 0) return [];
  const common = { bundle: true, platform: 'node', write: false, logLevel: 'error', alias };
  return (await build({ ...common, ...options })).outputFiles;
}

function hashOf(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesIn(join(root, place))) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesIn(place) {
  if (!existsSync(place)) return [];
  try {
    return readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((file) => !file.includes('node_modules') && !file.includes(`${place}/dist`))
      .sort();
  } catch {
    return [place];
  }
}

function writeIfChanged(file, content) {
  const bytes = Buffer.from(content);
  if (existsSync(file) && readFileSync(file).equals(bytes)) return;
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, file);
}

const readOr = (file, otherwise) => (existsSync(file) ? readFileSync(file, 'utf8') : otherwise);
const asJson = (value) => `${JSON.stringify(value, null, 2)}\n`;

async function main(command) {
  const steps = {
    cloud: [buildCloud],
    weapp: [() => buildPhoneIfChanged('weapp')],
    h5: [() => buildPhoneIfChanged('h5')],
  };
  steps.all = [...steps.cloud, ...steps.weapp, ...steps.h5];
  const chosen = steps[command];
  if (!chosen) {
    console.error('usage: node localcloud/build.mjs cloud | weapp | h5 | all');
    process.exit(2);
  }
  for (const step of chosen) await step();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv[2]).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
