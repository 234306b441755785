import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Browser, type Device } from './browser.ts';
import { button, claimAndShow, codeOn, confirm, give, join, numberOf, openOffer, sees } from './people.ts';

/** The red of a refusal. */
const BAD = 'rgb(179, 38, 30)';
const SCAN = 'packages/staff/scan/index';
let cloud: TestCloud;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park' });
  browser = await Browser.open(cloud);
});
afterEach(async () => {
  const troubles = devices.flatMap((device) => device.troubles);
  await Promise.all(devices.splice(0).map((device) => device.close()));
  expect(troubles).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function phone(openid: string, path?: string): Promise<Device['page']> {
  const device = await browser.phone(openid, path);
  devices.push(device);
  return device.page;
}

describe('a coupon from joining to the counter', () => {
  it('given a guest who joins, claims and shows the code, when a clerk scans and confirms, then both see it at once', async () => {
    const guest = await phone('o-guest-1');
    await join(guest, '贝贝妈妈');
    await openOffer(guest, '喂奶鱼体验券');
    await claimAndShow(guest);

    const clerk = await phone('o-clerk-north', SCAN);
    await give(clerk, await codeOn(guest));
    await sees(clerk, '喂奶鱼体验券');
    await sees(clerk, '北门检票');
    await confirm(clerk);

    await sees(guest, '已使用');
    await button(guest, '回到卡包').click();
    await button(guest, '已用').click();
    await sees(guest, '喂奶鱼体验券');
    await sees(guest, /北门检票/);
  });

  it('given a coupon that was used, when its code is scanned again, then the clerk sees red, and when and where it was', async () => {
    const guest = await phone('o-guest-2');
    await join(guest, '小海');
    await openOffer(guest, '喂奶鱼体验券');
    await claimAndShow(guest);
    const code = await codeOn(guest);
    const clerk = await phone('o-clerk-north', SCAN);
    await give(clerk, code);
    await confirm(clerk);
    await button(clerk, '输下一张').click();

    await give(clerk, code);

    await sees(clerk, /^已使用$/);
    await sees(clerk, /今天 \d{2}:\d{2}.*在北门检票使用/);
    expect(await clerk.locator('.result .page').evaluate(backgroundOf)).toBe(BAD);
  });

  it('given a scratched screen, when the clerk types the number below the code, then the coupon is found and used', async () => {
    const guest = await phone('o-guest-3');
    await join(guest, '阿浪');
    await openOffer(guest, '喂奶鱼体验券');
    await claimAndShow(guest);

    const clerk = await phone('o-clerk-north', SCAN);
    await give(clerk, await numberOf(guest));

    await sees(clerk, '喂奶鱼体验券');
    await confirm(clerk);
    await sees(guest, '已使用');
  });

  it('given a coupon of the penguin restaurant, when the north gate scans it, then it is red and says which counter to go to', async () => {
    const guest = await phone('o-guest-4');
    await join(guest, '企鹅迷');
    await openOffer(guest, '企鹅餐厅第二杯半价');
    await claimAndShow(guest);

    const clerk = await phone('o-clerk-north', SCAN);
    await give(clerk, await codeOn(guest));

    await sees(clerk, '不是本店');
    await sees(clerk, /企鹅餐厅/);
  });
});

/** Runs in the page. */
function backgroundOf(element: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(of: unknown): { backgroundColor: string } };
  return page.getComputedStyle(element).backgroundColor;
}
