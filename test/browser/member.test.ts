import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { Browser, type Device } from './browser.ts';
import { flawsOf, inPlace } from './flaws.ts';
import { button, claimAndShow, field, join, openOffer, sees } from './people.ts';

let cloud: TestCloud;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
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
const tab = (page: Device['page'], name: string) =>
  page.locator('.weui-tabbar__item').filter({ hasText: name });
async function back(page: Device['page']): Promise<void> {
  await inPlace(page);
  await page.getByLabel('返回').filter({ visible: true }).click();
}
const choose = (page: Device['page'], name: string) => page.getByRole('radio', { name, exact: true }).click();

/** A picture of one pixel. */
const PICTURE = {
  name: 'me.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

describe('a member', () => {
  it('says who they are, checks in, and sees the card, its points and the way up', async () => {
    const guest = await phone('o-guest-1');
    await join(guest, '小浪');
    await tab(guest, '会员').click();
    await sees(guest, '再来 2 天，就是银卡');
    await button(guest, /我的资料/).click();

    await button(guest, /^称呼/).click();
    await field(guest, '昵称').fill('违规的名字');
    await button(guest, '保存').click();
    await sees(guest, '这个昵称不合适，换一个吧。');
    await field(guest, '昵称').fill('贝贝妈妈');
    await button(guest, '保存').click();
    await button(guest, /^称呼\s*贝贝妈妈/).waitFor();
    const [chooser] = await Promise.all([guest.waitForEvent('filechooser'), button(guest, /^头像/).click()]);
    await chooser.setFiles(PICTURE);
    await guest.locator('.avatar img').filter({ visible: true }).waitFor();
    await button(guest, /^手机号/).click();
    await guest.getByRole('dialog', { name: '手机号验证' }).getByText('138').waitFor();
    await button(guest, '允许').click();
    await button(guest, /^手机号\s*138\*\*\*\*\d{4}/).waitFor();

    await button(guest, /^生日/).click();
    await choose(guest, '6月');
    await choose(guest, '24');
    await button(guest, '就是 6月24日').click();
    await sees(guest, '下一次是 6月24日，还有 9 天');
    await button(guest, '那天早上用微信告诉我').click();
    await button(guest, '允许').click();
    await sees(guest, '到时微信会告诉你');

    await back(guest);
    await back(guest);
    await button(guest, /我的生日\s*6月24日，还有 9 天/).waitFor();
    await button(guest, /每日签到/).click();
    await button(guest, '签到').click();
    await sees(guest, '签到成功');
    await button(guest, '好的').click();
    await back(guest);
    await button(guest, /每日签到\s*今天签好了，连续 1 天/).waitFor();
    await button(guest, /^5\s*积分/).click();
    await sees(guest, '5 积分 2027年12月31日到期');
    await sees(guest, '余 5');
    await back(guest);
    await button(guest, /就是银卡/).click();
    await sees(guest, '一年里还没来');
    await sees(guest, '再来 1 天');
    await sees(guest, '消费一笔');
    expect(await flawsOf(guest, 'tier')).toEqual([]);
  });

  it('corrects a birthday once; then it stays, in the calendar it was said in', async () => {
    const lin = await phone('o-lin', 'packages/member/birthday/index');
    await choose(lin, '2月');
    await choose(lin, '29');
    await lin.locator('.bday-input input').fill('2025');
    await button(lin, '就是 2月29日').click();
    await sees(lin, '日历里没有这一天，请再看看月份和日子。');
    await lin.locator('.bday-input input').fill('');
    await button(lin, '就是 2月29日').click();
    await sees(lin, '下一次是 2027年2月28日');

    const again = await phone('o-lin', 'packages/member/birthday/index');
    await button(again, '没有改动').waitFor();
    await button(again, '农历').click();
    await choose(again, '八月');
    await choose(again, '十五');
    await button(again, '就是 农历八月十五').click();
    await sees(again, '下一次是 9月25日');
    await again.reload();
    await sees(again, '生日已经更正过一次，不能再改。');
  });
});

describe('my data', () => {
  it('given a switch, when its answer is lost, then it is said and taken back; pressed again it stays', async () => {
    const mia = await phone('o-mia', 'packages/member/data/index');
    const marketing = mia.getByRole('switch', { name: '活动消息' });
    await marketing.click();
    await mia.getByRole('switch', { name: '活动消息', checked: true }).waitFor();
    await mia.reload();
    await mia.getByRole('switch', { name: '活动消息', checked: true }).waitFor();

    await mia.route('**/call/member', async (route) => {
      if (!route.request().postData()?.includes('"member.consent"')) return route.fallback();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await marketing.click();
    await sees(mia, /还不知道有没有记下/);
    await mia.getByRole('switch', { name: '活动消息', checked: true }).waitFor();
    await mia.unroute('**/call/member');
    await marketing.click();
    await mia.getByRole('switch', { name: '活动消息', checked: false }).waitFor();
    const { value } = await cloud.call<{ value: { consent: object } }>('member', 'member.me', {}, 'o-mia');
    expect(value.consent).toMatchObject({ scopes: { marketing: false, profiling: false } });
    const lost = devices.flatMap(({ troubles }) => troubles.splice(0));
    expect(lost.every((trouble) => /no answer|ERR_CONNECTION_RESET/.test(trouble))).toBe(true);
  });

  it('given a new version of the consent, then it is asked for before anything can be switched', async () => {
    const lin = await phone('o-lin', 'packages/member/data/index');
    await sees(lin, '已同意第 1 版');
    await lin.route('**/call/member', async (route) => {
      const answer = await (await route.fetch()).json();
      if (answer.value?.consent) answer.value.consent.agreed = '0';
      return route.fulfill({ json: answer });
    });
    await lin.reload();
    await sees(lin, /协议更新到第 1 版了/);
    await lin.getByRole('switch', { name: '活动消息', disabled: true }).waitFor();
    expect(await flawsOf(lin, 'consent outdated')).toEqual([]);
    await lin.unroute('**/call/member');
    await button(lin, '看过了，同意第 1 版').click();
    await sees(lin, '已同意第 1 版');
    await lin.getByRole('switch', { name: '活动消息', disabled: false }).waitFor();
  });
});

describe('leaving', () => {
  it('takes everything along, gives up what is left, is gone, and comes back as somebody new', async () => {
    const guest = await phone('o-guest-2');
    await join(guest, '阿浪');
    await openOffer(guest, '喂奶鱼体验券');
    await claimAndShow(guest);
    const page = await phone('o-guest-2', 'packages/member/data/index');
    await button(page, /导出我的数据/).click();
    await sees(page, '1 条');
    expect(await flawsOf(page, 'export')).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, '保存一份').click()]);
    const taken = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(taken).toMatchObject({ member: { nickname: '阿浪' }, coupons: [{ title: '喂奶鱼体验券' }] });

    await button(page, /退出并删除资料/).click();
    await sees(page, '马上删除，找不回来');
    expect(await flawsOf(page, 'leave')).toEqual([]);
    await page.getByRole('checkbox', { name: /我明白/ }).click();
    await button(page, '退出并删除').click();
    await sees(page, '还能用的券 1 张');
    expect(await flawsOf(page, 'what is still open')).toEqual([]);
    await button(page, '都放弃，退出并删除').click();
    await sees(page, '都删掉了');
    await button(page, '回到首页').click();
    await sees(page, '免费加入');
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toMatch(/阿浪|喂奶鱼体验券.*couponId/);

    await join(page, '新来的');
    await tab(page, '会员').click();
    await button(page, /^0\s*积分/).waitFor();
    await tab(page, '卡券').click();
    await sees(page, '卡包还是空的');
    await tab(page, '首页').click();
    await button(page, '全部').click();
    // The limit has survived: it is among those that were claimed.
    await sees(page, '我已领取');
    await button(page, /喂奶鱼体验券/).waitFor();
  });

  it('given an order that is not settled, then nobody leaves before it is', async () => {
    const lin = await phone('o-lin', 'packages/groupbuy/list/index');
    await button(lin, /夜宿海底隧道阶梯团/).click();
    await button(lin, '开团 ¥358').click();
    await button(lin, '去付款').click();
    await button(lin, '取消').click();
    await sees(lin, '待付款');
    const page = await phone('o-lin', 'packages/member/leave/index');
    await page.getByRole('checkbox', { name: /我明白/ }).click();
    await button(page, '退出并删除').click();
    await sees(page, '还有订单没结清');
    await button(page, '看看订单').click();
    await sees(page, '待付款');
  });
});
