import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import compiler from 'miniprogram-compiler';

const { wxmlToJs, wxssToJs } = compiler;
/** WeChat allows 2 MB; what opens first should open fast. */
const MAIN_PACKAGE_BYTES = 420 * 1024;
const here = path.dirname(fileURLToPath(import.meta.url));
const taro = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro');

const dist = path.join(here, '..', 'dist');

/**
 * Builds the phone's app once, for production, into `dist/<target>`.
 * Rejects with the compiler's output when it fails; what Taro prints on success is kept quiet. A WeChat build is also
 * held against WeChat's compilers and the main package's budget. The folder is exchanged only when all of that went
 * well: a local cloud that runs serves the old app meanwhile, not an empty folder.
 * @param {'weapp' | 'h5'} target
 * @returns {Promise<void>}
 */
export async function buildPhone(target) {
  const next = path.join(dist, `.${target}-next`);
  rmSync(next, { recursive: true, force: true });
  try {
    await runTaro(target, next);
    if (target === 'weapp') await checkWeapp(next);
    exchange(path.join(dist, target), next);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

/** Two renames: the app is gone for less than a request takes. */
function exchange(folder, next) {
  const old = `${next}-old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(next, folder);
  rmSync(old, { recursive: true, force: true });
}

function runTaro(target, out) {
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      [taro, 'build', '--type', target, '--no-check', '--disable-global-config'],
      {
        cwd: here,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          TARO_ENV: target,
          PHONE_OUT: path.relative(here, out),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      // Taro leaves with 0 after some compile errors, but always prints them under this heading.
      const heading = output.search(/✖ Errors?:|编译失败|ERROR in/);
      if (code === 0 && heading < 0) done();
      // Before the heading there are only screens full of progress.
      else fail(new Error(`building the phone for ${target} failed\n${output.slice(Math.max(0, heading))}`));
    });
  });
}

/** Holds the WeChat build against WeChat's own compilers and our budget, so that its tools bring no surprise. */
async function checkWeapp(folder) {
  await wxmlToJs(folder);
  await wxssToJs(folder);
  const main = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.parentPath.startsWith(path.join(folder, 'packages')))
    .reduce((bytes, file) => bytes + statSync(path.join(file.parentPath, file.name)).size, 0);
  if (main > MAIN_PACKAGE_BYTES)
    throw new Error(`main package: ${main} bytes, at most ${MAIN_PACKAGE_BYTES}`);
}

const target = process.argv[2];
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (target !== 'weapp' && target !== 'h5') {
    console.error('usage: node miniprogram/build.mjs weapp|h5');
    process.exit(2);
  }
  await buildPhone(target).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
