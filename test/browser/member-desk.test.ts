import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { CampaignId, OfferId } from '../../shared-types/ids.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { agreed, ingest, read } from '../setup/tags.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, field, sees } from './people.ts';

const { there, phone, device } = onePark();
const PAGE = 'packages/operator/member/index';
/** The line to find somebody by. */
const search = (page: Page) => page.locator('#field-text input');

/** A member with tags, a coupon, an order and a pass; answers the number below the coupon's code. */
async function knownMember(who: string) {
  const { park } = there;
  await park.join(who, '小海星');
  const memberId = await agreed(park, who);
  await ingest(park, who, [read('penguins'), read('penguins'), read('penguins')]);
  const offers = await park.ok(who, 'wallet', 'offer.list', {});
  const fish = offers.items.find(({ title }) => title.includes('喂奶鱼'));
  const { couponId } = await park.claim(who, fish?.offerId as OfferId);
  const campaigns = await park.ok(who, 'campaign', 'groupbuy.list', {});
  await new Groupbuy(park).openPaid(who, campaigns.items[0]?.campaignId as CampaignId);
  await park.ok(who, 'campaign', 'checkin.sign', {});
  await there.cloud.clock.advance(60_000);
  const { number } = await park.code(who, couponId);
  return { memberId, couponId, number };
}

async function open(page: Page, text: string, reason: string): Promise<void> {
  await search(page).fill(text);
  await button(page, '查找').click();
  await sees(page, '为什么要看');
  await page.getByRole('radio', { name: reason }).click();
  await button(page, '打开会员页').click();
  await sees(page, '查下一位');
}

describe('one member, seen by staff', () => {
  it('given a coupon’s number, when an operator says why, then tags say why they are there, and one is put and taken off', async () => {
    const { number, memberId } = await knownMember('o-lin');
    const operator = await phone('o-operator', 'packages/staff/bench/index');
    await button(operator, '会员').click();
    expect(await flawsOf(operator, 'search')).toEqual([]);
    await search(operator).fill(number.replace(/(\d{4})(?=\d)/g, '$1 '));
    await button(operator, '查找').click();
    await sees(operator, '这张券现在归这位会员');
    expect(await flawsOf(operator, 'found')).toEqual([]);
    await operator.getByRole('radio', { name: '其他' }).click();
    await field(operator, '写下原因').fill('客人说券不见了');
    await button(operator, '打开会员页').click();

    await sees(operator, '兴趣·企鹅');
    await button(operator, '看依据（3）').click();
    await sees(operator, /读文章 企鹅/);
    expect(await flawsOf(operator, 'tags')).toEqual([]);
    await button(operator, '加标签').click();
    await field(operator, '例如：对花生过敏').fill('老朋友');
    await field(operator, '例如：客人到店说的').fill('开园就来');
    expect(await flawsOf(operator, 'add a tag')).toEqual([]);
    await operator.locator('.sheet').getByRole('button', { name: '加标签' }).click();
    await sees(operator, /加：开园就来/);
    const own = await there.park.ok('o-lin', 'member', 'member.tags', {});
    expect(own.items[0]).toMatchObject({ name: '老朋友', kind: 'manual', reason: '开园就来' });

    await button(operator, '去掉「老朋友」').click();
    await operator.locator('.sheet').getByRole('button', { name: '去掉' }).click();
    await operator.getByText(/加：开园就来/).waitFor({ state: 'detached' });

    await button(operator, '操作记录').click();
    await sees(operator, /只看|查看了会员/);
    for (const text of [
      /^去掉了标签会员/,
      /^加了标签会员/,
      '老朋友',
      '原因：开园就来',
      '原因：客人说券不见了',
    ])
      await sees(operator, text);
    expect(await flawsOf(operator, 'trail of a member')).toEqual([]);
    await button(operator, '返回').click();

    await button(operator, '卡券').click();
    await sees(operator, '喂奶鱼');
    expect(await flawsOf(operator, 'wallet')).toEqual([]);
    await button(operator, '往来').click();
    await sees(operator, '签到');
    expect(await flawsOf(operator, 'trade')).toEqual([]);
    await button(operator, '动态').click();
    await sees(operator, /^付款 .+¥/);
    await operator.getByRole('radio', { name: '不看浏览' }).click();
    expect(await flawsOf(operator, 'timeline')).toEqual([]);

    await button(operator, '查下一位').click();
    await search(operator).fill('cpn_none');
    await button(operator, '查找').click();
    await sees(operator, /没有找到/);
    expect(await flawsOf(operator, 'not found')).toEqual([]);
    expect(memberId).toMatch(/^mbr_/);
  });

  it('given a desk, when an analyst opens a member by an order, then all of it stands side by side, and nothing can be put', async () => {
    await knownMember('o-guest-5');
    const { items } = await there.park.ok('o-guest-5', 'campaign', 'order.list', {});
    const { page } = await device('o-analyst', PAGE, { width: 1280, height: 860 });
    await open(page, items[0]?.outTradeNo ?? '', '处理订单');
    for (const text of ['兴趣·企鹅', '喂奶鱼', '动态']) await sees(page, text);
    expect(await button(page, '加标签').count()).toBe(0);
    expect(await flawsOf(page, 'desk')).toEqual([]);
  });

  it('given a member who did not agree to profiling, then it says so and offers no tag', async () => {
    const { memberId } = await there.park.join('o-guest-6', '小海马');
    const operator = await phone('o-operator', `${PAGE}?text=${memberId}`);
    await sees(operator, '会员编号对上了');
    await operator.getByRole('radio', { name: '客人来电' }).click();
    await button(operator, '打开会员页').click();
    await sees(operator, /没有同意按喜好推荐，所以没有标签/);
    expect(await button(operator, '加标签').count()).toBe(0);
  });

  it('given a clerk, when the page is opened by its address, then it shows nothing', async () => {
    const clerk = await phone('o-clerk-north', PAGE);
    await sees(clerk, '你的岗位看不了这里');
  });
});
