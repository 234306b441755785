/** What a first call on a new instance costs, with wx-server-sdk bundled into the function and without. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { startLocalCloud } from '../setup/local-cloud.ts';
import { medianMs, timed } from './load.ts';
import { median, printTable, type Row } from './table.ts';

const GOES = 15;
const WITH_SDK = `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
cloud.database();
exports.main = async () => ({ ok: true, who: cloud.getWXContext().OPENID });`;
const WITHOUT_SDK = 'exports.main = async () => ({ ok: true });';

const dir = mkdtempSync(join(tmpdir(), 'cold-start-'));
writeFunction('required', WITH_SDK);
writeFunction('bundled', bundle(WITH_SDK));
writeFunction('empty', WITHOUT_SDK);
cpSync('dist/cloudfunctions/wallet', join(dir, 'wallet'), { recursive: true });

const cloud = await startLocalCloud({ functionsDir: dir, seed: 'empty' });
try {
  const rows: Row[] = [];
  for (const [title, name] of Object.entries({
    'SDK bundled': 'bundled',
    'SDK required from node_modules': 'required',
    'no SDK': 'empty',
    'wallet, as built': 'wallet',
  })) {
    const call = () => cloud.raw(name, { op: 'nothing.here', input: {} });
    const cold = await coldMs(call);
    await call();
    rows.push([title, cold, await medianMs(50, call)]);
  }
  printTable('A call on a new instance, ms', ['function', 'cold', 'warm'], rows);
} finally {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** A reset ends every instance, so that the call after it is cold; only the call is timed. */
async function coldMs(call: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < GOES; i++) {
    await cloud.reset('empty');
    all.push((await timed(call)).ms);
  }
  return median(all);
}

function writeFunction(name: string, code: string): void {
  mkdirSync(join(dir, name));
  writeFileSync(join(dir, name, 'index.js'), code);
  writeFileSync(join(dir, name, 'config.json'), '{ "timeout": 20 }');
}

/** As the product's functions are built. */
function bundle(code: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
