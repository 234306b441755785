import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs `npm ci` when the dependencies are missing or the lock file changed since they were installed.
 * @param {string} root the project's folder
 * @param {(text: string) => void} say
 */
export function installIfNeeded(root, say) {
  const lock = join(root, 'package-lock.json');
  const mark = join(root, 'node_modules', '.installed.sha256');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  if (isInstalled(root, lock)) return writeFileSync(mark, wanted);

  say('installing dependencies (npm ci) …');
  // No dependency needs a script: native parts come prebuilt, and two packages only phone home.
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.error || done.status !== 0) {
    throw new Error('npm ci failed. Check the connection to the npm registry (npm ping) and run it again.');
  }
  writeFileSync(mark, wanted);
}

/** Somebody ran `npm ci` or `npm install` by hand: npm's own record is as new as the lock file. */
function isInstalled(root, lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const versions = (file) => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(
      Object.entries(packages)
        .filter(([path]) => path)
        .map(([path, { version }]) => [path, version]),
    );
  };
  const installed = versions(record);
  const locked = JSON.parse(readFileSync(lock, 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed.get(path) === version,
  );
}
