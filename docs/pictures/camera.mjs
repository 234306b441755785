// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../../test/setup/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HOUR = 3_600_000;

/**
 * A demo park of its own, at five past ten in the morning, with its clock running.
 * @returns {Promise<{ url: string, call: typeof call, reset(): Promise<void>, stop(): void }>}
 */
export async function openPark() {
  const dataDir = mkdtempSync(join(tmpdir(), 'pictures-'));
  const child = spawn(process.execPath, [join(root, 'dist/localcloud/main.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, SEED: 'park' },
  });
  const url = await new Promise((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) ready(line.slice('ready '.length));
    });
    child.once('exit', () => fail(new Error('the local cloud did not start; is it built? npm run build')));
  });
  /** @param {string} path @param {object} body */
  const post = async (path, body, headers = {}) => {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json();
  };
  /** @param {string} who @param {string} fn @param {string} op @param {object} input */
  const call = async (who, fn, op, input) => {
    const event = {
      op,
      requestId: `pictures-${who}-${op}-${JSON.stringify(input).replace(/\W/g, '')}`.slice(0, 64),
      input,
    };
    const answer = await post(`/call/${fn}`, event, { 'x-openid': who });
    if (!answer.ok) throw new Error(`${op} for ${who}: ${JSON.stringify(answer)}`);
    return answer.value;
  };
  await post('/local/clock', { advance: untilMorning(Date.now()) });
  return {
    url,
    call,
    reset: () => post('/local/reset', { seed: 'park' }),
    stop() {
      child.kill('SIGTERM');
      child.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
    },
  };
}

/** Ms until the next 10:05 in the park. @param {number} now */
function untilMorning(now) {
  const DAY = 24 * HOUR;
  const past = (now + 8 * HOUR) % DAY;
  return (10 * HOUR + 5 * 60_000 - past + DAY) % DAY;
}

/** @returns {Promise<import('playwright-core').Browser>} */
export function openBrowser() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium; name one: CHROMIUM_PATH=/path/to/chrome');
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-sync',
    ],
  });
}

/**
 * A page in a context of its own.
 * @param {import('playwright-core').Browser} browser
 * @param {{ width: number, height: number, scale?: number, dark?: boolean }} look
 */
export async function newPage(browser, { width, height, scale = 1, dark = false }) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: dark ? 'dark' : 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  return context.newPage();
}
