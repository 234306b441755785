import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Groupbuy } from '../setup/groupbuy.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, join, sees } from './people.ts';

const { there, phone } = onePark();
const fill = (page: Page, field: string, text: string) => page.locator(`#field-${field} input`).fill(text);
const rung = (page: Page, row: number, box: number) =>
  page.locator('#field-ladder .rung-row').nth(row).locator('input').nth(box);

describe('a group-buy from the editor to a guest', () => {
  it('given a new ladder, when what is missing is filled in, then it is published, bought, extended and stopped', async () => {
    const operator = await phone('o-operator', 'packages/staff/bench/index');
    await button(operator, '拼团').click();
    await button(operator, '新建拼团').click();
    await button(operator, '保存草稿').click();
    await sees(operator, '处要改');
    await operator.locator('#field-type .choice').filter({ hasText: '阶梯团' }).click();
    await fill(operator, 'title', '喂企鹅阶梯团');
    await fill(operator, 'product', '近距离喂企鹅一次');
    await button(operator, '选择优惠').click();
    await operator.locator('.sheet .ticket-title').first().click();
    await fill(operator, 'singlePrice', '120');
    for (const [row, [size, price]] of [
      ['2', '99'],
      ['4', '79'],
    ].entries()) {
      await rung(operator, row, 0).fill(size as string);
      await rung(operator, row, 1).fill(price as string);
    }
    await operator.locator('#field-from .when-day').click();
    await operator.locator('.sheet .month-today').click();
    await operator.locator('#field-from .when-clock').click();
    await operator.locator('.sheet .choice').filter({ hasText: '00' }).first().click();
    await button(operator, '好了').click();
    expect(await flawsOf(operator, 'campaign editor')).toEqual([]);
    await button(operator, '保存草稿').click();

    await sees(operator, '发布前还有 1 项要改好');
    await operator.getByText('卖多少份，要大于 0').click();
    await fill(operator, 'stock', '5');
    await operator.reload();
    await sees(operator, '接着上次没保存的继续填。');
    expect(await operator.locator('#field-stock input').inputValue()).toBe('5');
    expect(await flawsOf(operator, 'campaign editor restored')).toEqual([]);
    await button(operator, '保存草稿').click();
    await button(operator, '发布').click();
    await button(operator, '确认发布').click();
    await sees(operator, '延期');
    expect(await flawsOf(operator, 'campaign')).toEqual([]);

    const guest = await phone('o-guest-1');
    await join(guest, '贝贝妈妈');
    const buy = new Groupbuy(there.park);
    const { items } = await there.park.ok('o-operator', 'admin', 'groupbuy.all', {});
    const made = items.find(({ title }) => title === '喂企鹅阶梯团');
    if (!made) throw new Error('the campaign is not there');
    const { order } = await buy.open('o-guest-1', made.campaignId);
    expect(order.amount).toBe(9900);
    await buy.pay(order.outTradeNo);

    await operator.reload();
    await sees(operator, '拼团中');
    await operator.locator('.group-order-way').first().click();
    await operator.locator('#field-reason input').fill('客人订错了');
    await button(operator, '确认退款').click();
    await sees(operator, '退款中');
    await button(operator, '停止').click();
    await button(operator, '确认停止').click();
    await sees(operator, '已停止');
  });
});

describe('a refund that the provider refuses', () => {
  it('is seen as stuck, tried again, and gone', async () => {
    const { cloud, park } = there;
    const buy = new Groupbuy(park);
    const { items } = await park.ok('o-operator', 'admin', 'groupbuy.all', { status: 'published' });
    const open = items.find(({ status, type }) => status === 'open' && type === 'normal');
    if (!open) throw new Error('no group-buy is open');
    await park.join('o-guest-2');
    const { order } = await buy.open('o-guest-2', open.campaignId);
    await buy.pay(order.outTradeNo);
    // What the test before has refunded is done first.
    await cloud.timer('jobs');
    await cloud.pay.failRefunds(50);
    await park.ok('o-operator', 'admin', 'order.refund', { orderId: order.orderId, reason: '客人订错了' });
    await cloud.clock.advance(10 * 60_000);

    const operator = await phone('o-operator', 'packages/staff/bench/index');
    await button(operator, /^退款异常/).click();
    await sees(operator, /^\d+ 次$/);
    await cloud.pay.failRefunds(0);
    expect(await flawsOf(operator, 'refunds')).toEqual([]);
    await operator.getByText(order.outTradeNo, { exact: true }).click();
    await sees(operator, /起卡住，试过 \d+ 次/);
    await sees(operator, '接口返回错误，请用相同的参数再次调用');
    expect(await flawsOf(operator, 'order')).toEqual([]);
    await fill(operator, 'search', '4200001234');
    await button(operator, '查找').click();
    await sees(operator, '没有这个订单');
    await fill(operator, 'search', `${order.outTradeNo.toUpperCase()}R`);
    await operator.keyboard.press('Enter');
    await sees(operator, /起卡住，试过 \d+ 次/);
    await button(operator, '马上再试').click();
    await sees(operator, '一分钟内会再试一次');
    await cloud.timer('jobs');
    await operator.reload();
    await sees(operator, /已退到客人账上/);
    await operator.goBack();
    await sees(operator, '没有卡住的退款');
  });
});
