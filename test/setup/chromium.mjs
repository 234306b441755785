import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OTHER_PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * The browser for tests: CHROMIUM_PATH, else a Chromium or Chrome of this machine.
 * @returns {string | undefined}
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, but there is no such file`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((dir) => join(dir, name))), ...OTHER_PLACES];
  return candidates.find((file) => existsSync(file));
}

/**
 * Installs Chromium from the distribution (Debian, Ubuntu).
 * @param {(text: string) => void} say
 */
export function installChromium(say) {
  say('installing Chromium (apt-get) …');
  const root = process.getuid?.() === 0;
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const [program, ...rest] = root ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
    spawnSync(program, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const found = findChromium();
  if (!found)
    throw new Error('no Chromium. Install it or Chrome, or name one: CHROMIUM_PATH=/path/to/chrome npm test');
  return found;
}
