import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Browser, type Device } from './browser.ts';
import { flawsOf } from './flaws.ts';
import { button, claimAndShow, codeOn, field, give, join, numberOf, openOffer, sees } from './people.ts';

const BENCH = 'packages/staff/bench/index';
const QUEUE = 'packages/staff/queue/index';
const OFFER = '喂奶鱼体验券';
const GREEN = 'rgb(19, 121, 91)';
let cloud: TestCloud;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park' });
  browser = await Browser.open(cloud);
});
afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.close()));
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function phone(openid: string, path?: string): Promise<Device> {
  const device = await browser.phone(openid, path);
  devices.push(device);
  return device;
}

/** A guest who shows the code of a coupon. */
async function guestWithCode(openid: string): Promise<Page> {
  const { page } = await phone(openid);
  await join(page, '贝贝妈妈');
  await openOffer(page, OFFER);
  await claimAndShow(page);
  return page;
}

/** A clerk whose phone has fetched its kit at the workbench, and stands at the scan page when the network goes. */
async function clerkCutOff(openid: string): Promise<Device> {
  const device = await phone(openid, QUEUE);
  await sees(device.page, /离线资料 今天 .* 更新/);
  await open(device.page, openid, BENCH);
  await button(device.page, '扫码核销').click();
  await sees(device.page, '查这张券');
  await device.network(false);
  await sees(device.page, '照常扫码，先存成离线核销');
  return device;
}

let visits = 0;
/** Starts the app anew, as after it was killed. */
const open = (page: Page, openid: string, path: string) => {
  visits += 1;
  return page.goto(`${cloud.url}/app/?as=${openid}&visit=${visits}#/${path}`);
};

/** Reads a code without network and keeps the use. */
async function acceptAlone(clerk: Page, code: string): Promise<void> {
  await give(clerk, code);
  await sees(clerk, '离线核销 · 还没入账');
  await button(clerk, '离线核销').click();
  await sees(clerk, '已存下');
}

/** Runs in the page: the background colours of all that is seen. */
const colours = `[...new Set([...document.querySelectorAll('*')].filter((one) => one.checkVisibility())
  .map((one) => getComputedStyle(one).backgroundColor))]`;

describe('offline at the gate', () => {
  it('given a clerk without network, when a code is scanned, then it is judged and kept, survives a restart, is sent with the network, and the guest’s wallet shows it', async () => {
    const guest = await guestWithCode('o-guest-1');
    const device = await clerkCutOff('o-clerk-north');
    const clerk = device.page;
    const [code, number] = [await codeOn(guest), await numberOf(guest)];

    await give(clerk, code);
    await sees(clerk, '离线核销 · 还没入账');
    await sees(clerk, OFFER);
    const flaws = await flawsOf(clerk, 'judged alone');
    expect(await clerk.evaluate(colours)).not.toContain(GREEN);
    await button(clerk, '离线核销').click();
    await sees(clerk, '已存下');
    flaws.push(...(await flawsOf(clerk, 'kept')));
    expect(await clerk.evaluate(colours)).not.toContain(GREEN);

    await button(clerk, '输下一张').click();
    await sees(clerk, '1 张离线核销等待同步');
    await give(clerk, code);
    await sees(clerk, /^已使用$/);
    await sees(clerk, '没有网络，这是手机自己的判断');
    await button(clerk, '输下一张').click();
    await field(clerk, '0000 0000 0000').fill(number);
    await button(clerk, '查这张券').click();
    await sees(clerk, /数字码要联网才能查/);
    flaws.push(...(await flawsOf(clerk, 'needs the network')));

    // The app itself comes over the network in a browser, so only calls are cut off while it starts again.
    await clerk.route('**/call/**', (route) => route.abort());
    await device.network(true);
    await open(clerk, 'o-clerk-north', QUEUE);
    await sees(clerk, '1 张离线核销等待同步');
    await button(clerk, '现在同步').click();
    await sees(clerk, '没有网络，连上后再试一次。');
    flaws.push(...(await flawsOf(clerk, 'queue')));
    expect(await guest.getByText('已使用').filter({ visible: true }).count()).toBe(0);

    await clerk.unroute('**/call/**');
    await button(clerk, '现在同步').click();
    await sees(clerk, '都送出去了');
    await sees(clerk, '已入账');
    flaws.push(...(await flawsOf(clerk, 'queue, sent')));
    await sees(guest, '已使用');
    await button(guest, '回到卡包').click();
    await button(guest, '已用').click();
    await sees(guest, OFFER);
    expect(flaws).toEqual([]);
  });

  it('given two phones without network that accept one code, when both are sent, then the second is before a manager with both scans, and the word is kept', async () => {
    const guest = await guestWithCode('o-guest-2');
    const north = await clerkCutOff('o-clerk-north');
    const penguin = await clerkCutOff('o-clerk-penguin');
    const code = await codeOn(guest);
    await acceptAlone(north.page, code);
    await acceptAlone(penguin.page, code);

    await north.network(true);
    await sees(guest, '已使用');
    await penguin.network(true);
    await button(penguin.page, '看离线队列').click();
    await sees(penguin.page, '等店长处理');
    await sees(penguin.page, /在别处先用掉了/);
    const flaws = await flawsOf(penguin.page, 'queue with a conflict');

    const { page: manager } = await phone('o-manager', BENCH);
    await button(manager, /离线冲突/).click();
    await sees(manager, OFFER);
    for (const fact of ['企鹅餐厅', '阿鹅', '北门检票', '小北']) await sees(manager, fact);
    flaws.push(...(await flawsOf(manager, 'conflicts')));
    await button(manager, '不认可').click();
    await button(manager, '同一次扫了两遍').click();
    flaws.push(...(await flawsOf(manager, 'conflict, reason')));
    await button(manager, '不认可').last().click();
    await sees(manager, '没有要处理的冲突');

    await button(penguin.page, '知道了').click();
    await sees(penguin.page, '最近的结果');
    await sees(penguin.page, '等店长处理');
    expect(flaws).toEqual([]);
  });

  it('given the network goes between looking and confirming, and the use did arrive, when the phone keeps it too, then it stands once', async () => {
    const guest = await guestWithCode('o-guest-3');
    const device = await phone('o-clerk-north', QUEUE);
    const clerk = device.page;
    await sees(clerk, /离线资料 今天 .* 更新/);
    await open(clerk, 'o-clerk-north', 'packages/staff/scan/index');
    await give(clerk, await codeOn(guest));
    await sees(clerk, '确认核销');
    await clerk.route('**/call/staff', async (route) => {
      if (route.request().postData()?.includes('redemption.confirm')) await route.fetch();
      await route.abort('connectionreset');
    });
    await button(clerk, '确认核销').click();
    await sees(clerk, /同一次扫码不会扣两次/);
    await button(clerk, '离线核销').click();
    await sees(clerk, '已存下');

    await clerk.unroute('**/call/staff');
    await button(clerk, '看离线队列').click();
    await button(clerk, '现在同步').click();

    await sees(clerk, '都送出去了');
    await sees(clerk, '已入账');
    await sees(guest, '已使用');
  });
});
