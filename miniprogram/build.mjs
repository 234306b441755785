import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const taro = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro');

/**
 * Builds the phone's app once, for production, into `dist/<target>`.
 * Rejects with the compiler's output when it fails; what Taro prints on success is kept quiet.
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
  });
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
