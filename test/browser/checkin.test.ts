import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Browser, type Device } from './browser.ts';
import { flawsOf } from './flaws.ts';
import { button, join, sees } from './people.ts';

const MONDAY = Date.parse('2026-06-15T10:00:00+08:00');
const DAY = 86_400_000;
const PAGE = 'packages/checkin/today/index';
let cloud: TestCloud;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(MONDAY).toISOString() });
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
let visits = 0;
const open = (page: Device['page'], openid: string, path: string) =>
  page.goto(`${cloud.url}/app/?as=${openid}&visit=${++visits}#/${path}`);

describe('check-in on the phone', () => {
  it('given a missed day before a streak, when a card makes it up, then the day is marked and a card is gone', async () => {
    const mia = await phone('o-mia', PAGE);
    await button(mia, /^9日 漏签/).click();
    await sees(mia, '补上 6月9日');
    expect(await flawsOf(mia, 'make-up sheet')).toEqual([]);

    await button(mia, '补签这一天').click();

    await sees(mia, '补签成功');
    await button(mia, '好的').click();
    await mia.getByLabel('9日 已补签').waitFor();
    await sees(mia, '补签卡还有 1 张，月底清零');
  });

  it('given the answer is lost, when the button is pressed again, then the day is signed once', async () => {
    const lin = await phone('o-lin', PAGE);
    await sees(lin, '连续签到');
    await lin.route('**/call/campaign', async (route) => {
      if (!route.request().postData()?.includes('"checkin.sign"')) return route.fallback();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await button(lin, '签到').click();
    await sees(lin, /再试一次不会重复签/);
    await lin.unroute('**/call/campaign');

    await button(lin, '再试一次').click();

    await sees(lin, '签到成功');
    await sees(lin, '连续 1 天');
    const lost = devices.flatMap(({ troubles }) => troubles.splice(0));
    expect(lost.every((trouble) => /no answer|ERR_CONNECTION_RESET/.test(trouble))).toBe(true);
  });
});

describe('the board of a group', () => {
  it('given a card of a group, when a member opens it, then their own place and what WeChat does not tell are said', async () => {
    const lin = await phone('o-lin', 'packages/checkin/board/index?group=whales');
    await sees(lin, '你没有上榜');
    await sees(lin, /微信不给小程序群成员名单/);
    expect(await flawsOf(lin, 'board')).toEqual([]);
  });

  it('given no group, when it is opened, then it says how to get there', async () => {
    const mia = await phone('o-mia', 'packages/checkin/board/index');
    await sees(mia, '从群里打开，才知道是哪个群');
    expect(await flawsOf(mia, 'board from outside')).toEqual([]);
  });
});

describe('a week of check-ins', () => {
  it('given a new member, when seven days are signed by the park’s clock, then the coupon is in the wallet and the tile is done', async () => {
    const guest = await phone('o-guest-1');
    await join(guest, '小浪');
    await button(guest, /^签到/).click();
    await sees(guest, '连续签到');
    expect(await flawsOf(guest, 'check-in')).toEqual([]);
    for (let day = 1; day <= 7; day++) {
      await button(guest, '签到').click();
      await sees(guest, `连续 ${day} 天`);
      if (day === 7) break;
      await button(guest, '好的').click();
      await sees(guest, '今天签好了');
      await cloud.clock.set(MONDAY + day * DAY, false);
      await open(guest, 'o-guest-1', PAGE);
    }
    await sees(guest, '奖励券已放进卡包');
    expect(await flawsOf(guest, 'celebration')).toEqual([]);

    await button(guest, '去卡包看看').click();

    await sees(guest, '喂奶鱼奖励券');
    await open(guest, 'o-guest-1', 'pages/home/index');
    await sees(guest, '已签 7 天');
  });
});
