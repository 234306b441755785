import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const dist = fileURLToPath(new URL('../../dist/weapp', import.meta.url));
/** The main package, in the order in which WeChat loads it. */
const MAIN = ['runtime.js', 'taro.js', 'vendors.js', 'common.js', 'app.js'];
const STAFF = 'packages/staff';

type Require = ((id: string) => Record<string, unknown>) & {
  m: Record<string, (...args: unknown[]) => unknown>;
};

/**
 * The built WeChat app, loaded into an engine that has what WeChat's has and no more: no WebCrypto, no BigInt, no
 * TextEncoder, no network. Answers the exports of the one module whose compiled text `isIt`.
 */
export function loadFromWeChatBuild(
  storage: Record<string, unknown>,
  isIt: (source: string) => boolean,
): Record<string, unknown> {
  if (!existsSync(join(dist, 'app.js'))) throw new Error('build the WeChat app first: npm run build:weapp');
  const context = vm.createContext({
    wx: fakeWx(storage),
    ...Object.fromEntries(['App', 'Page', 'Component', 'Behavior'].map((name) => [name, () => undefined])),
    getApp: () => ({}),
    getCurrentPages: () => [],
    require: () => ({}),
    console,
    setTimeout,
    clearTimeout,
    setInterval: () => 0,
    clearInterval: () => undefined,
  });
  vm.runInContext('delete globalThis.BigInt', context);
  for (const file of [...MAIN, ...sharedByStaffPages()])
    vm.runInContext(readFileSync(join(dist, file), 'utf8'), context, { filename: file });
  const need = vm.runInContext(
    'let need; wx.webpackJsonp.push([[0], {}, (found) => { need = found; }]); need',
    context,
  ) as Require;
  const found = Object.keys(need.m).filter((id) => isIt(String(need.m[id])));
  if (found.length !== 1) throw new Error(`${found.length} modules of the WeChat build fit`);
  return need(found[0] as string);
}

/** What the pages of the staff subpackage require before their own code; which files those are is Taro's choice. */
function sharedByStaffPages(): string[] {
  const common = readdirSync(join(dist, STAFF, 'sub-common')).filter((name) => name.endsWith('.js'));
  return [...common.map((name) => `${STAFF}/sub-common/${name}`), `${STAFF}/sub-vendors.js`];
}

/** Storage is real, nothing reaches a network, the rest answers as a phone does. */
function fakeWx(storage: Record<string, unknown>): object {
  const done = (options?: { success?(): void }) => options?.success?.();
  return {
    getStorageSync: (key: string) => (key in storage ? JSON.stringify(storage[key]) : ''),
    setStorageSync: (key: string, text: string) => {
      storage[key] = JSON.parse(text);
    },
    cloud: {
      init: () => undefined,
      callFunction: () => Promise.reject({ errMsg: 'cloud.callFunction:fail Error: request:fail' }),
    },
    getRandomValues: (options: { length: number; success(got: object): void; complete(): void }) => {
      options.success({ randomValues: new Uint8Array(options.length).fill(7).buffer });
      options.complete();
    },
    vibrateShort: done,
    vibrateLong: done,
    canIUse: () => false,
    getSystemInfoSync: () => ({}),
    getWindowInfo: () => ({}),
    getAppBaseInfo: () => ({}),
  };
}
