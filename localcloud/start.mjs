/**
 * `npm start`: on a fresh clone it installs, builds, starts and seeds the local cloud, and prints
 * `ready http://127.0.0.1:8787` as its last line. Plain Node, because nothing is installed yet.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installIfNeeded } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (text) => console.log(text);

try {
  requireNode();
  installIfNeeded(root, say);
  await build();
  start();
} catch (error) {
  console.error(`\nnpm start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return;
  throw new Error(
    `Node.js 20.11 or newer is needed, this is ${process.versions.node}. See https://nodejs.org`,
  );
}

async function build() {
  const { buildCloud, buildPhoneIfChanged } = await import('./build.mjs');
  say('building the cloud functions and the local cloud …');
  await buildCloud();
  say('building the H5 app, if it changed (about a minute the first time) …');
  buildPhoneIfChanged('h5');
}

function start() {
  say('starting …');
  const child = spawn(process.execPath, ['--enable-source-maps', `${root}dist/localcloud/main.mjs`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TZ: 'UTC' },
  });
  // The terminal sends Ctrl-C to both; this one waits for the other's clean end.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
}
