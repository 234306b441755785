import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { monthOf } from '../../miniprogram/ui/form/month.ts';
import { addParkDays, startOfParkDay } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Product } from '../setup/product.ts';
import { Browser, type Device, type DeviceOptions } from './browser.ts';
import { flawsOf } from './flaws.ts';
import { button, join, openOffer, sees } from './people.ts';

const EDIT = 'packages/operator/edit/index';
const BOOKS = 'packages/operator/books/index';
let cloud: TestCloud;
let park: Product;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park' });
  park = new Product(cloud);
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

async function device(openid: string, path?: string, options?: DeviceOptions): Promise<Device> {
  const one = await browser.phone(openid, path, options);
  devices.push(one);
  return one;
}
const phone = async (openid: string, path?: string) => (await device(openid, path)).page;

/** The one line of a field. */
const fill = (page: Page, field: string, text: string) => page.locator(`#field-${field} input`).fill(text);
const chosen = (page: Page, field: string, label: string) =>
  page.locator(`#field-${field} .choice`).filter({ hasText: label }).first();

/** Sets when claiming begins to today, whatever the hour. */
async function claimFromMidnight(page: Page): Promise<void> {
  await page.locator('#field-claimFrom .when-day').click();
  await page.locator('.sheet .month-today').click();
  await page.locator('#field-claimFrom .when-clock').click();
  await page.locator('.sheet .choice').filter({ hasText: '00' }).first().click();
  await button(page, '好了').click();
}

const drafts = async () => (await park.ok('o-operator', 'admin', 'offer.all', { status: 'draft' })).items;

describe('an offer from the editor to a guest', () => {
  it('given a new offer, when what is missing is put right, then it is published, claimed, raised, stopped, and the books agree', async () => {
    const operator = await phone('o-operator', 'packages/staff/bench/index');
    await button(operator, '优惠').click();
    await button(operator, '新建优惠').click();
    await fill(operator, 'title', '海豚贴纸一张');
    await claimFromMidnight(operator);
    expect(await flawsOf(operator, 'editor')).toEqual([]);
    await button(operator, '预览').click();
    await sees(operator, '优惠列表里');
    await sees(operator, '海豚贴纸一张');
    await button(operator, '保存草稿').click();

    await button(operator, '发布').click();
    await sees(operator, '还不能发布');
    await operator.locator('.sheet').getByText('还没写兑换什么').click();
    await fill(operator, 'goods', '贴纸一张');
    await fill(operator, 'stock', '2');
    await button(operator, '保存草稿').click();
    await button(operator, '发布').click();
    await button(operator, '确认发布').click();
    await sees(operator, '加库存');

    const guest = await phone('o-guest-1');
    await join(guest, '贝贝妈妈');
    await button(guest, '全部').click();
    await openOffer(guest, '海豚贴纸一张');
    await button(guest, '领取').click();
    await sees(guest, '已放进卡包');

    await button(operator, '加库存').click();
    await fill(operator, 'by', '3');
    await sees(operator, '总库存 2 → 5。加了就不能减。');
    await button(operator, '确认加库存').click();
    await sees(operator, '加库存 3 份');
    await button(operator, '停发').click();
    await button(operator, '确认停发').click();
    await sees(operator, '已停发');

    const books = await phone('o-operator', BOOKS);
    await button(books, '现在核对').click();
    await sees(books, '一致');
    await sees(books, '手动核对');
    expect(await books.getByText('海豚贴纸一张').count()).toBe(0);
    await button(books, /个优惠一致/).click();
    await sees(books, '海豚贴纸一张');
    expect(await flawsOf(books, 'books')).toEqual([]);
  });

  it('given fields that are wrong, when it is saved, then each says so and nothing is sent; a decimal fold is kept', async () => {
    const operator = await phone('o-operator', EDIT);
    await chosen(operator, 'kind', '折扣券').click();
    await operator.locator('#field-percent input').pressSequentially('8.5');
    await fill(operator, 'perMember', '0');
    await button(operator, '保存草稿').click();
    await sees(operator, '还有 2 处要改，见红字');
    expect(await drafts()).toEqual([]);
    await fill(operator, 'title', '八五折');
    await fill(operator, 'perMember', '1');
    await button(operator, '保存草稿').click();
    await sees(operator, '八五折');
    expect((await drafts()).map(({ title, percent }) => [title, percent])).toEqual([['八五折', 15]]);
  });
});

describe('two operators', () => {
  it('given the draft was changed meanwhile, when it is saved, then the second chooses which of the two stays', async () => {
    const { offerId } = (await drafts())[0]!;
    const path = `${EDIT}?offerId=${offerId}`;
    const theirs = async (title: string) => {
      const { spec } = await park.ok('o-operator', 'admin', 'offer.detail', { offerId });
      await park.ok('o-operator', 'admin', 'offer.save', { offerId, ...spec, title } as never);
    };
    const mine = await phone('o-operator', path);
    await fill(mine, 'title', '我起的名字');
    await theirs('别人起的名字');
    await button(mine, '保存草稿').click();
    await sees(mine, '这份草稿刚被改过');
    await sees(mine, '改了：券名。');
    expect(await flawsOf(mine, 'editor, overtaken')).toEqual([]);
    expect((await drafts()).map(({ title }) => title)).toContain('别人起的名字');
    await button(mine, '存我的，盖掉那次修改').click();
    await sees(mine, '客人看到的');
    expect((await drafts()).map(({ title }) => title)).toContain('我起的名字');

    const again = await phone('o-operator', path);
    await fill(again, 'title', '又一个名字');
    await theirs('别人又改了');
    await button(again, '保存草稿').click();
    await button(again, '看那份，放弃我的修改').click();
    await expect.poll(() => again.locator('#field-title input').inputValue()).toBe('别人又改了');
    expect((await drafts()).map(({ title }) => title)).toContain('别人又改了');
  });
});

describe('what is published', () => {
  it('given claiming is to go on, when it is extended, then a guest sees the new end, and earlier is not to be had', async () => {
    const { items } = await park.ok('o-operator', 'admin', 'offer.all', { status: 'published' });
    const { offerId, claimTo } = items.find(({ kind }) => kind === 'exchange')!;
    const operator = await phone('o-operator', `packages/operator/offer/index?offerId=${offerId}`);
    await button(operator, '延期').click();
    await fill(operator, 'validity', '1');
    await sees(operator, '只能往后延，不能提前');
    await fill(operator, 'validity', '365');
    await operator.locator('#field-claimTo .when-day').click();
    await operator.locator('.month-step').last().click();
    await operator.locator('.month-day.figures').last().click();
    expect(await flawsOf(operator, 'extend')).toEqual([]);
    await button(operator, '确认延期').click();
    await sees(operator, '延长了 领取结束、领到后的有效期');
    const { spec } = await park.ok('o-operator', 'admin', 'offer.detail', { offerId });
    expect(spec.claimTo).toBeGreaterThan(claimTo);
    expect(spec.validity).toMatchObject({ days: 365 });
  });
});

describe('what is filled in', () => {
  it('given the answer of a save is lost, when it is changed and saved again, then there is one draft, with the change', async () => {
    const before = (await drafts()).length;
    const operator = await phone('o-operator', EDIT);
    await fill(operator, 'title', '丢了回信');
    await operator.route('**/call/admin', async (route) => {
      if (!route.request().postData()?.includes('"offer.save"')) return route.fallback();
      await route.fetch();
      return route.fulfill({ status: 200, json: {} });
    });
    await button(operator, '保存草稿').click();
    await sees(operator, /没连上/);
    await operator.unroute('**/call/admin');
    await fill(operator, 'title', '改过的名字');
    await button(operator, '保存草稿').click();
    await sees(operator, '客人看到的');
    const after = await drafts();
    expect(after).toHaveLength(before + 1);
    expect(after.map(({ title }) => title)).toContain('改过的名字');
  });

  it('given the app is opened anew before saving, then it goes on where it was left', async () => {
    const operator = await phone('o-operator', EDIT);
    await fill(operator, 'title', '填到一半');
    await operator.reload();
    await sees(operator, '接着上次没保存的继续填。');
    expect(await operator.locator('#field-title input').inputValue()).toBe('填到一半');
  });
});

describe('other roles', () => {
  it('an analyst reads offers and books, and is offered nothing to change', async () => {
    const analyst = await phone('o-analyst', 'packages/staff/bench/index');
    await button(analyst, '优惠').click();
    await sees(analyst, '喂奶鱼体验券');
    expect(await button(analyst, '新建优惠').count()).toBe(0);
    const editor = await phone('o-analyst', EDIT);
    await sees(editor, '你的岗位看不了这里');
  });

  it('a coupon is taken back with a reason, and a clerk is dismissed and is gone at once', async () => {
    await park.join('o-guest-5');
    const { items } = await park.ok('o-guest-5', 'wallet', 'offer.list', {});
    const feeding = items.find(({ title }) => title === '喂奶鱼体验券');
    const { couponId } = await park.claim('o-guest-5', feeding!.offerId);
    const operator = await phone('o-operator', 'packages/operator/revoke/index');
    await fill(operator, 'code', couponId);
    await button(operator, '查这张券').click();
    await button(operator, '收回这张券').click();
    await chosen(operator, 'reason', '重复发放').click();
    await button(operator, '确认收回').click();
    await sees(operator, '已经收回过了。');

    const people = await phone('o-operator', 'packages/operator/people/index');
    await button(people, /阿鹅/).click();
    await button(people, '停用').click();
    await button(people, '确认停用').click();
    await sees(people, '已停用');
    expect(await park.refused('o-clerk-penguin', 'staff', 'staff.me', {})).toBe('not_allowed');
  });
});

describe('a batch of annual passes', () => {
  it('given a count, when it is issued, then its codes are there once, to be exported, and open a pass', async () => {
    const operator = await phone('o-operator', 'packages/staff/bench/index');
    await button(operator, '年卡').click();
    await sees(operator, /家庭年卡 × 20/);
    await button(operator, '发一批年卡').click();
    await chosen(operator, 'kind', '单人年卡').click();
    await fill(operator, 'count', '2');
    expect(await flawsOf(operator, 'issue sheet')).toEqual([]);
    await button(operator, '发 2 张').click();
    await sees(operator, '刚发的 单人年卡 × 2');
    expect(await flawsOf(operator, 'issued codes')).toEqual([]);

    const [download] = await Promise.all([
      operator.waitForEvent('download'),
      button(operator, '导出全部').click(),
    ]);
    const table = await readFile(await download.path(), 'utf8');
    const [head, first] = table.split('\r\n');
    expect(head).toBe('\ufeff卡号,激活码,种类,起售日');
    const [passNo = '', activationCode = ''] = (first ?? '')
      .split(',')
      .map((cell) => cell.replace(/[="]/g, ''));
    const holders = [{ name: '小海星', relation: 'self' as const }];
    await park.join('o-guest-15');
    await park.ok('o-guest-15', 'member', 'pass.activate', { passNo, activationCode, holders });

    await button(operator, '收好了，关掉').click();
    await operator.reload();
    await sees(operator, '已激活 1 / 2');
    expect(await operator.getByText(activationCode.slice(0, 4)).count()).toBe(0);
  });
});

describe('the books of a night', () => {
  it('given two nights, when the day before is chosen, then its books are there: money first, then offers that agree, folded', async () => {
    const { to } = await park.ok('o-analyst', 'admin', 'stats.overview', {});
    const [before, last] = [addParkDays(to, 1), addParkDays(to, 2)];
    for (const night of [before, last]) {
      await cloud.clock.set(startOfParkDay(night) + 211 * 60_000, false);
      await cloud.timer('jobs');
    }
    const analyst = await phone('o-analyst', BOOKS);
    await sees(analyst, '今天 03:31 自动核对');
    expect(await button(analyst, '后一天').getAttribute('aria-disabled')).toBe('true');
    await button(analyst, '前一天').click();
    await sees(analyst, '昨天 03:31 自动核对');
    await sees(analyst, '流水与账单一分不差。');
    const words = (await analyst.locator('.desk').textContent()) ?? '';
    expect(words).toMatch(/收到(¥\d+\.\d\d)\1¥0\.00/);
    expect(words.indexOf('平台账单')).toBeLessThan(words.indexOf('个优惠一致'));
    expect(words).not.toContain('喂奶鱼体验券');
    expect(await flawsOf(analyst, 'books of a night')).toEqual([]);
    await button(analyst, /个优惠一致/).click();
    await sees(analyst, '喂奶鱼体验券');

    await button(analyst, /，换一天/).click();
    expect(await flawsOf(analyst, 'day of the books')).toEqual([]);
    // The month that opens is the chosen day's: on a last of a month the next day is in the next.
    if (monthOf(before) !== monthOf(last)) await button(analyst, '下个月').click();
    await analyst.locator('.sheet .month-today').click();
    await sees(analyst, '今天 03:31 自动核对');
    await button(analyst, '现在核对').click();
    await sees(analyst, /数据小海 手动核对/);
    await analyst.getByRole('radio', { name: '自动核对' }).click();
    await sees(analyst, '今天 03:31 自动核对');
    // On the day the park was made a tick may have found the night's books due; before it there was no park.
    for (let i = 0; i < 3; i++) await button(analyst, '前一天').click();
    await sees(analyst, '这一天没有自动核对的记录');
  });
});
