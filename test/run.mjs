/**
 * `npm test`: on a fresh clone it installs what it needs (a browser too), builds everything, checks, and runs all
 * tests. Its last line is the sum, `N passed, N failed`; a step that fails counts as one failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installIfNeeded } from '../localcloud/install.mjs';
import { findChromium, installChromium } from './setup/chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'test-reports-'));
const sum = { passed: 0, failed: 0 };

step('install', () => installIfNeeded(root, heading));
process.env.CHROMIUM_PATH = step('browser', () => findChromium() ?? installChromium(heading)) ?? '';
const built = command('build', ['npm', 'run', 'build']);
command('types', ['npm', 'run', 'check:types']);
command('lint', ['npm', 'run', 'check:lint']);
command('boundaries', ['npm', 'run', 'check:boundaries']);
tests('fast');
if (built) {
  tests('cloud');
  tests('browser');
}
rmSync(reports, { recursive: true, force: true });
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);

/** Runs work; what it throws is a failure. */
function step(name, work) {
  heading(name);
  try {
    return work();
  } catch (error) {
    sum.failed += 1;
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function command(name, [program, ...args]) {
  const done = step(name, () => {
    const { status } = spawnSync(program, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`failed: ${program} ${args.join(' ')}`);
    return true;
  });
  return done === true;
}

/** Runs one project of vitest and adds its figures; a run that breaks without a failed test counts as one. */
function tests(project) {
  const report = join(reports, `${project}.json`);
  const args = [
    'vitest',
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    project,
    '--passWithNoTests',
  ];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  heading(`tests: ${project}`);
  const { status } = spawnSync('npx', [...args, ...reporters], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const figures = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const failed = figures.numFailedTests ?? 0;
  sum.passed += figures.numPassedTests ?? 0;
  sum.failed += status !== 0 && failed === 0 ? 1 : failed;
}

function heading(text) {
  console.log(`\n── ${text}`);
}
