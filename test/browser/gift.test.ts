import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Browser, type Device } from './browser.ts';
import { button, claimAndShow, codeOn, confirm, give, join, openOffer, sees } from './people.ts';

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

/** From the home screen: claims a coupon and makes a gift of it. Answers where the friend opens it. */
async function makeGift(giver: Device['page']): Promise<string> {
  await openOffer(giver, '喂奶鱼体验券');
  await claimAndShow(giver);
  await button(giver, '送给朋友').click();
  await button(giver, '生成礼物').click();
  await sees(giver, '等朋友收下');
  const link = await giver.getByText(/#\/packages\/wallet\/gift/).textContent();
  return link?.split('#/')[1] ?? '';
}

describe('a coupon for a friend', () => {
  it('given a friend who has not joined, when the link is opened, then joining and accepting makes the coupon the friend’s', async () => {
    const giver = await phone('o-guest-1');
    await join(giver, '贝贝妈妈');
    const path = await makeGift(giver);

    const friend = await phone('o-guest-2', path);
    await sees(friend, '喂奶鱼体验券');
    await sees(friend, /明天 \d{2}:\d{2} 前收下有效/);
    expect(await friend.getByText('贝贝').count()).toBe(0);
    await button(friend, '加入后收下').click();
    await button(friend, '我已阅读并同意').click();
    await button(friend, '加入').click();
    await button(friend, '收下').click();
    await sees(friend, '收下了，在你的卡包里');
    await button(friend, '出示券码').click();

    const clerk = await phone('o-clerk-north', 'packages/staff/scan/index');
    await give(clerk, await codeOn(friend));
    await confirm(clerk);
    await button(giver, '收回').click();
    await sees(giver, '来不及了，朋友已经收下了。');
  });

  it('given the giver takes it back, when the friend comes, then the gift has ended and the coupon is the giver’s', async () => {
    const giver = await phone('o-guest-3');
    await join(giver, '阿浪');
    const path = await makeGift(giver);
    const friend = await phone('o-guest-4');
    await join(friend, '小海');

    await button(giver, '收回').click();
    await button(giver, /喂奶鱼体验券.*出示券码/).waitFor();

    const opened = await phone('o-guest-4', path);
    await button(opened, '收下').click();
    await sees(opened, '这份礼物已经结束了');
  });
});
