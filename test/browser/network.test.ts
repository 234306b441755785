import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Product } from '../setup/product.ts';
import { Browser, type Device } from './browser.ts';
import { button, claimAndShow, join, openOffer, sees } from './people.ts';

const BAR = '现在没有网络';
let cloud: TestCloud;
let browser: Browser;
let device: Device;
let phone: Page;
let guests = 0;
let openid = '';

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park' });
  browser = await Browser.open(cloud);
});
beforeEach(async () => {
  guests += 1;
  openid = `o-guest-${guests}`;
  device = await browser.phone(openid);
  phone = device.page;
  await join(phone, '阿浪');
});
afterEach(async () => {
  await cloud.faults.clear();
  await device.close();
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

/** How many coupons the cloud has for the person, whatever the phone shows. */
async function couponsInCloud(): Promise<number> {
  const { items } = await new Product(cloud).ok(openid, 'wallet', 'coupon.list', {});
  return items.length;
}

/** Presses 再试一次 as often as it is offered, until the claim is done. */
async function insist(): Promise<void> {
  const done = phone.getByText('已放进卡包').filter({ visible: true });
  const again = button(phone, '再试一次');
  for (;;) {
    await done.or(again).first().waitFor();
    if (await done.isVisible()) return;
    await again.click({ timeout: 2000 }).catch(() => undefined);
  }
}

describe('a phone without a network', () => {
  it('given a wallet seen before, when the network goes, then it stays readable under a slim bar, and the bar goes with its return', async () => {
    await openOffer(phone, '喂奶鱼体验券');
    await claimAndShow(phone);
    // An answer still on its way would prove a network just after it went.
    await phone.goto(`${cloud.url}/app/?as=${openid}&again#/pages/wallet/index`, {
      waitUntil: 'networkidle',
    });
    await sees(phone, '喂奶鱼体验券');

    await device.network(false);

    await sees(phone, BAR);
    await sees(phone, '喂奶鱼体验券');
    await device.network(true);
    await phone.getByText(BAR).filter({ visible: true }).waitFor({ state: 'hidden' });
  });

  it('given no network, when an offer is claimed, then a retry is offered, and with the network back there is one coupon', async () => {
    await openOffer(phone, '喂奶鱼体验券');
    await sees(phone, '每人限领');
    await device.network(false);
    await button(phone, '领取').click();
    await sees(phone, /再试一次不会重复领/);

    await device.network(true);

    await insist();
    expect(await couponsInCloud()).toBe(1);
  });
});

describe('answers that get lost', () => {
  it('given the claim reaches the cloud but no answer the phone, when it is tried again, then there is one coupon', async () => {
    await openOffer(phone, '喂奶鱼体验券');
    await phone.route('**/call/wallet', async (route) => {
      const claims = route.request().postData()?.includes('"coupon.claim"');
      if (!claims) return route.fallback();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await button(phone, '领取').click();
    await sees(phone, /再试一次不会重复领/);
    expect(await couponsInCloud()).toBe(1);

    await phone.unroute('**/call/wallet');

    await insist();
    expect(await couponsInCloud()).toBe(1);
  });

  it('given the database answers no write, when the guest insists, then there is one coupon', async () => {
    await openOffer(phone, '喂奶鱼体验券');
    await sees(phone, '每人限领');
    await cloud.faults.set({ seed: 7, dropAnswerAfterCommit: 0.6 });

    await button(phone, '领取').click();

    await insist();
    await cloud.faults.clear();
    expect(await couponsInCloud()).toBe(1);
  });
});
