import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import compiler from 'miniprogram-compiler';

const { wxmlToJs, wxssToJs } = compiler;
/** WeChat allows 2 MB; what opens first should open fast. */
const MAIN_PACKAGE_BYTES = 420_000;
const here = path.dirname(fileURLToPath(import.meta.url));
const taro = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro');

/**
 * Builds the phone's app once, for production, into `dist/<target>`.
 * Rejects with the compiler's output when it fails; what Taro prints on success is kept quiet. A WeChat build is also
 * held against WeChat's compilers and the main package's budget.
 * @param {'weapp' | 'h5'} target
 * @returns {Promise<void>}
 */
export function buildPhone(target) {
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      [taro, 'build', '--type', target, '--no-check', '--disable-global-config'],
      {
        cwd: here,
        env: { ...process.env, NODE_ENV: 'production', TARO_ENV: target },
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
  }).then(() => (target === 'weapp' ? checkWeapp(path.join(here, '..', 'dist', 'weapp')) : undefined));
}

/** Holds the WeChat build against WeChat's own compilers and our budget, so that its tools bring no surprise. */
async function checkWeapp(dist) {
  await wxmlToJs(dist);
  await wxssToJs(dist);
  const main = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.parentPath.startsWith(path.join(dist, 'packages')))
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
