// @ts-check
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newPage } from './camera.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof import('./camera.mjs').openPark>>} Park */

const PHONE = { width: 390, height: 844 };
const LOOKS = [
  { name: 'light', dark: false, large: false },
  { name: 'dark', dark: true, large: false },
  { name: 'large', dark: false, large: true },
];
const NUMBER = /^\d{4}\s\d{4}\s\d{4}$/;

/** Screens that ask the cloud something, in the states that only the network can bring about. */
const ASKING = [
  { name: 'home', who: 'o-mia', path: 'pages/home/index' },
  { name: 'offers', who: 'o-mia', path: 'packages/wallet/offers/index' },
  { name: 'wallet', who: 'o-mia', path: 'pages/wallet/index' },
  { name: 'member', who: 'o-mia', path: 'pages/member/index' },
  { name: 'tier', who: 'o-mia', path: 'packages/member/tier/index' },
  { name: 'points', who: 'o-mia', path: 'packages/member/points/index' },
  { name: 'profile', who: 'o-mia', path: 'packages/member/profile/index' },
  { name: 'birthday', who: 'o-mia', path: 'packages/member/birthday/index' },
  { name: 'leave', who: 'o-mia', path: 'packages/member/leave/index' },
  { name: 'my-data', who: 'o-mia', path: 'packages/member/data/index' },
  { name: 'bench', who: 'o-clerk-north', path: 'packages/staff/bench/index' },
  { name: 'conflicts', who: 'o-manager', path: 'packages/staff/conflicts/index' },
];

/**
 * Takes every screen in every state.
 * @param {Park} park
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder
 */
export async function takeScreens(park, browser, folder) {
  mkdirSync(folder, { recursive: true });
  for (const look of LOOKS) {
    await park.reset();
    /** @param {string} who */
    const phone = async (who) => {
      const page = await newPage(browser, { ...PHONE, dark: look.dark });
      if (look.large) await page.addInitScript(`localStorage.setItem('whale:${who}:large-type', 'true')`);
      return page;
    };
    /** @param {Page} page @param {string} name */
    const take = (page, name) =>
      page.screenshot({ path: join(folder, `${name}.${look.name}.png`), animations: 'disabled' });
    const guest = await phone('o-guest-1');
    const clerk = await phone('o-clerk-north');
    await walk({ park, guest, clerk, take });
    await offlineWalk({ park, phone, take });
    for (const { name, who, path } of ASKING) {
      await takeLoadingAndError(park, await phone(who), { name, who, path }, take);
    }
    await Promise.all([guest.context().close(), clerk.context().close()]);
  }
}

/** @param {{ park: Park, guest: Page, clerk: Page, take(page: Page, name: string): Promise<unknown> }} stage */
async function walk({ park, guest, clerk, take }) {
  let visits = 0;
  // Every visit has an address of its own, so that the app starts anew instead of changing its page.
  /** @param {Page} page @param {string} who @param {string} path */
  const open = (page, who, path) => page.goto(`${park.url}/app/?as=${who}&visit=${++visits}#/${path}`);
  /** @param {Page} page @param {string | RegExp} name */
  const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
  /** @param {Page} page @param {string | RegExp} text @param {string} name */
  const shot = async (page, text, name) => {
    await page.getByText(text).filter({ visible: true }).first().waitFor();
    await settled(page);
    await take(page, name);
  };

  await open(guest, 'o-guest-1', 'pages/home/index');
  await shot(guest, '喂奶鱼体验券', 'home-guest');
  await open(guest, 'o-guest-1', 'pages/wallet/index');
  await shot(guest, '卡包还是空的', 'wallet-empty');
  await open(guest, 'o-guest-1', 'pages/member/index');
  await shot(guest, '欢迎来到鲸喜会', 'member-guest');
  await open(guest, 'o-guest-1', 'packages/member/join/index');
  await press(guest, /会员协议与隐私说明/);
  await shot(guest, '我们记下什么', 'consent');
  await press(guest, /关闭/);
  await shot(guest, '怎么称呼你？', 'join');
  await open(guest, 'o-guest-1', 'pages/home/index');
  await press(guest, '免费加入');
  await guest.getByRole('textbox', { name: '昵称（选填）' }).fill('乐乐妈妈');
  await press(guest, '我已阅读并同意');
  await press(guest, '加入');
  await shot(guest, '铜卡会员', 'home-member');
  await open(guest, 'o-guest-1', 'packages/wallet/offers/index');
  await shot(guest, '喂奶鱼体验券', 'offers');
  await press(guest, /周二冰淇淋日/);
  await shot(guest, '还没开始', 'offer-soon');
  await open(guest, 'o-guest-1', 'pages/home/index');
  await press(guest, /喂奶鱼体验券/);
  await shot(guest, '每人限领', 'offer');
  await press(guest, '领取');
  await shot(guest, '已放进卡包', 'offer-claimed');
  await press(guest, '出示券码');
  await guest.locator('canvas').filter({ visible: true }).waitFor();
  await shot(guest, NUMBER, 'code');
  const number = (await guest.getByText(NUMBER).filter({ visible: true }).textContent()) ?? '';
  await guest.context().setOffline(true);
  await shot(guest, /没有网络/, 'code-offline');
  await guest.context().setOffline(false);

  await open(clerk, 'o-guest-9', 'packages/staff/bench/index');
  await shot(clerk, '这里只对园区员工开放', 'bench-not-staff');
  await open(clerk, 'o-clerk-north', 'packages/staff/scan/index');
  await shot(clerk, '查这张券', 'scan');
  const give = async () => {
    await clerk.getByRole('textbox', { name: '0000 0000 0000' }).fill(number);
    await press(clerk, '查这张券');
  };
  await give();
  await shot(clerk, '确认核销', 'preview');
  await press(clerk, '确认核销');
  await shot(clerk, '核销成功', 'done');
  await press(clerk, '输下一张');
  await give();
  await shot(clerk, /^已使用$/, 'refused');
  await press(clerk, '输下一张');
  const failed = { status: 500, json: { errCode: -504002, errMsg: 'internal', traceId: '7f3a9c12' } };
  await clerk.route('**/call/staff', (route) => route.fulfill(failed));
  await give();
  await shot(clerk, '没查到', 'unsure');
  await clerk.unroute('**/call/staff');
  await open(clerk, 'o-clerk-north', 'packages/staff/bench/index');
  await shot(clerk, '本机刚才的核销', 'bench');

  await shot(guest, '已使用', 'code-used');
  await press(guest, '回到卡包');
  await press(guest, '已用');
  await shot(guest, '喂奶鱼体验券', 'wallet-used');
  await guest.context().setOffline(true);
  await shot(guest, /没有网络/, 'wallet-offline');
  await guest.context().setOffline(false);
  await press(guest, '过期');
  await shot(guest, '没有过期的券', 'wallet-expired');
  await open(guest, 'o-guest-1', 'pages/member/index');
  await shot(guest, '大字模式', 'member');
}

/**
 * Offline at the gate: judged, kept, waiting, sent, and what came of two phones that took one code.
 * @param {{ park: Park, phone(who: string): Promise<Page>, take(page: Page, name: string): Promise<unknown> }} stage
 */
async function offlineWalk({ park, phone, take }) {
  const { items } = await park.call('o-mia', 'wallet', 'offer.list', {});
  /** @param {string} who @param {string} title */
  const codeOf = async (who, title) => {
    const { offerId } = items.find((/** @type {{ title: string }} */ offer) => offer.title === title);
    const { coupons } = await park.call(who, 'wallet', 'coupon.claim', { offerId });
    const { code } = await park.call(who, 'wallet', 'coupon.code', { couponId: coupons[0].couponId });
    return code;
  };
  let visits = 0;
  /** @param {string} who @param {string} path */
  const clerkAt = async (who, path) => {
    const page = await phone(who);
    await page.goto(`${park.url}/app/?as=${who}&offline=${++visits}#/packages/staff/queue/index`);
    await page.getByText(/离线资料 今天/).waitFor();
    await page.goto(`${park.url}/app/?as=${who}&offline=${++visits}#/${path}`);
    return page;
  };
  /** @param {Page} page @param {string | RegExp} text @param {string} name */
  const shot = async (page, text, name) => {
    await page.getByText(text).filter({ visible: true }).first().waitFor();
    await settled(page);
    await take(page, name);
  };
  /** @param {Page} page @param {string | RegExp} name */
  const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
  /** @param {Page} page @param {string} code */
  const give = async (page, code) => {
    await page.getByRole('textbox', { name: '0000 0000 0000' }).fill(code);
    await press(page, '查这张券');
  };

  const SCAN = 'packages/staff/scan/index';
  const fish = '喂奶鱼体验券';
  const shared = await codeOf('o-mia', fish);
  const clerk = await clerkAt('o-clerk-north', SCAN);
  const boss = await clerkAt('o-manager', SCAN);
  const idle = await clerkAt('o-clerk-penguin', 'packages/staff/queue/index');
  await shot(idle, '还没有离线核销过', 'queue-empty');
  for (const page of [clerk, boss]) await page.context().setOffline(true);
  await shot(clerk, '照常扫码，先存成离线核销', 'scan-offline');
  await give(clerk, shared);
  await shot(clerk, '离线核销 · 还没入账', 'alone');
  await press(clerk, '离线核销');
  await shot(clerk, '已存下', 'kept');
  await press(clerk, '输下一张');
  await give(clerk, shared);
  await shot(clerk, /^已使用$/, 'alone-used');
  await press(clerk, '输下一张');
  await give(clerk, '000000000000');
  await shot(clerk, '要联网', 'needs-network');
  await press(clerk, '输下一张');
  await shot(clerk, '1 张离线核销等待同步', 'scan-waiting');
  await give(boss, await codeOf('o-mia', '海豚合影立减 30 元'));
  await press(boss, /先选门店/).catch(() => undefined);
  await press(boss, '海豚剧场');
  await boss.getByRole('spinbutton', { name: '0.00' }).fill('128');
  await shot(boss, '离线核销 · 还没入账', 'alone-bill');
  await press(boss, '离线核销');
  await shot(boss, '已存下', 'kept-off');
  await press(boss, '输下一张');
  await give(boss, shared);
  await press(boss, '离线核销');
  await clerk.context().setOffline(false);
  await clerk.getByText('等待同步').waitFor({ state: 'hidden' });
  await press(boss, '看离线队列');
  await shot(boss, '2 张离线核销等待同步', 'queue-waiting');
  await boss.context().setOffline(false);
  await shot(boss, '等店长处理', 'queue-conflict');
  await press(boss, '返回');
  await boss.goto(`${park.url}/app/?as=o-manager&offline=${++visits}#/packages/staff/bench/index`);
  await shot(boss, '1 张离线核销没能直接入账', 'bench-conflict');
  await boss.goto(`${park.url}/app/?as=o-manager&offline=${++visits}#/packages/staff/conflicts/index`);
  await shot(boss, '已入账的那次', 'conflicts');
  await press(boss, '认可');
  await shot(boss, '认可这次离线核销', 'conflict-accept');
  await press(boss, '客人确实用了');
  await boss.getByRole('button', { name: '认可', exact: true }).last().click();
  await shot(boss, '没有要处理的冲突', 'conflicts-empty');
  await clerk.goto(`${park.url}/app/?as=o-clerk-north&offline=${++visits}#/packages/staff/conflicts/index`);
  await shot(clerk, '这里由店长处理', 'conflicts-clerk');
  for (const page of [clerk, boss, idle]) await page.context().close();
}

/** Waits until pages have slid into their place and codes are drawn. @param {Page} page */
async function settled(page) {
  await page.waitForFunction(() => {
    const { document } = /** @type {any} */ (globalThis);
    const pages = [...document.querySelectorAll('.taro_page')].filter((one) => one.checkVisibility());
    return pages.length === 1 && pages[0].getBoundingClientRect().left === 0;
  });
  await page.waitForFunction(allCodesDrawn);
}

/** Runs in the page. */
export function allCodesDrawn() {
  const { document } = /** @type {any} */ (globalThis);
  const seen = [...document.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility());
  return seen.every((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some(
      (/** @type {number} */ value, /** @type {number} */ i) => i % 4 === 0 && value > 0 && value < 128,
    );
  });
}

/**
 * @param {Park} park
 * @param {Page} page
 * @param {{ name: string, who: string, path: string }} screen
 * @param {(page: Page, name: string) => Promise<unknown>} take
 */
async function takeLoadingAndError(park, page, { name, who, path }, take) {
  let fail = () => {};
  const failing = new Promise((done) => {
    fail = () => done(undefined);
  });
  await page.route('**/call/**', async (route) => {
    await failing;
    await route.fulfill({ status: 500, json: { errCode: -504002, errMsg: 'internal', traceId: '7f3a9c12' } });
  });
  await page.goto(`${park.url}/app/?as=${who}#/${path}`);
  await page.locator('.bone').first().waitFor();
  await take(page, `${name}-loading`);
  fail();
  await page.getByText('再试一次').filter({ visible: true }).first().waitFor();
  await take(page, `${name}-error`);
  await page.context().close();
}
