import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { Browser, type Device } from './browser.ts';
import { button, join, sees } from './people.ts';

let cloud: TestCloud;
let browser: Browser;
let buy: Groupbuy;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  browser = await Browser.open(cloud);
  buy = new Groupbuy(new Product(cloud));
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
type Screen = Device['page'];

const campaign = (title: string, size: number) =>
  buy.campaign({ title, size, product: '海豚合影一张，当天取照片' });

/** From the home screen: opens a group of a campaign and pays for it; answers where a friend joins. */
async function open(who: Screen, title: string): Promise<string> {
  await button(who, /^拼团/).click();
  await button(who, new RegExp(title)).click();
  await button(who, '开团 ¥59').click();
  await button(who, '去付款').click();
  await button(who, '支付').click();
  await sees(who, /再来 \d 人就成团/);
  return who.url().split('#/')[1]?.split('&')[0] ?? '';
}

/** From the group's page: takes a seat and pays. */
async function takeSeat(who: Screen): Promise<void> {
  await button(who, '参团 ¥59').click();
  await button(who, '去付款').click();
  await button(who, '支付').click();
}

const looksAgain = async (who: Screen): Promise<void> => {
  await who.reload();
};

describe('a group of three phones', () => {
  it('given a member who opens and shares, when two friends join and pay, then all three see 已成团 and have the coupon', async () => {
    await campaign('海豚合影三人团', 3);
    const opener = await phone('o-guest-1');
    await join(opener, '贝贝妈妈');
    const path = await open(opener, '海豚合影三人团');

    const friend = await phone('o-guest-2', path);
    await sees(friend, '贝** 邀你一起拼，还差 2 人');
    await button(friend, '先加入鲸喜会，再参团').click();
    await button(friend, '我已阅读并同意').click();
    await button(friend, '加入').click();
    await takeSeat(friend);
    await sees(friend, '再来 1 人就成团');

    const last = await phone('o-lin', path);
    await takeSeat(last);
    await sees(last, '已成团');
    // Open pages turn by themselves, and none says that the coupons are there before they are.
    for (const who of [opener, friend, last]) {
      await sees(who, '已成团');
      await sees(who, '券正在放进卡包，一分钟内到。');
    }
    await cloud.timer('jobs');
    for (const who of [opener, friend, last]) {
      await button(who, '去卡包看看').click();
      await sees(who, '海豚合影');
    }
  });

  it('given a group that nobody joins, when its deadline passes, then the opener reads that it ended, and the money is back', async () => {
    await campaign('海豚合影双人团', 2);
    const opener = await phone('o-mia');
    const path = await open(opener, '海豚合影双人团');
    await cloud.clock.advance(121 * 60_000);
    await cloud.timer('jobs');
    await looksAgain(opener);
    await sees(opener, '这个团已结束');
    await button(opener, '看订单').click();
    await sees(opener, '已退款');
    await sees(opener, '¥59');
    const late = await phone('o-lin', path);
    await sees(late, '可以自己开一个团，等朋友来。');
    const bill = (await cloud.pay.bill()) as Array<{ outRefundNo?: string; amount: number }>;
    expect(bill.filter(({ outRefundNo }) => outRefundNo)).toMatchObject([{ amount: 5900 }]);
  });

  it('given a pay sheet that is closed, when the order is paid from its page, then it is; one that is cancelled is closed', async () => {
    await campaign('海豚合影慢慢团', 2);
    const shy = await phone('o-mia', 'packages/groupbuy/list/index');
    await button(shy, /海豚合影慢慢团/).click();
    await button(shy, '单独买 ¥88').click();
    await button(shy, '加一份').click();
    await button(shy, '去付款').click();
    await button(shy, '取消').click();
    await sees(shy, '待付款');
    await button(shy, '继续付款 ¥176').click();
    await button(shy, '支付').click();
    await sees(shy, '已付款');
    await cloud.timer('jobs');
    await sees(shy, '已完成');
    await button(shy, '申请退款').click();
    await button(shy, '确认退款').click();
    await sees(shy, '退款中');

    const other = await phone('o-mia', 'packages/groupbuy/list/index');
    await button(other, /海豚合影慢慢团/).click();
    await button(other, '开团 ¥59').click();
    await button(other, '去付款').click();
    await button(other, '取消').click();
    await button(other, '取消订单').click();
    await sees(other, '已关闭');
  });
});
