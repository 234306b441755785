import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, sees } from './people.ts';

const { there, phone, device } = onePark();
const fill = (page: Page, field: string, text: string) => page.locator(`#field-${field} input`).fill(text);

/** Reads the weather off, as an operator does when no provider has it. */
async function observe(operator: Page): Promise<void> {
  await button(operator, '录入天气').click();
  await operator.locator('#field-sky .choice').filter({ hasText: '有雨' }).click();
  await fill(operator, 'precip', '3.2');
  await fill(operator, 'reason', '气象台公告');
  await button(operator, '提交').click();
}

describe('a round from the editor to the prize', () => {
  it('is published, guessed, settled by two operators, claimed and handed over', async () => {
    const { cloud, park } = there;
    const operator = await phone('o-operator', 'packages/staff/bench/index');
    await button(operator, '猜天气').click();
    await button(operator, '新建一期').click();
    await button(operator, '保存草稿').click();
    await sees(operator, '处要改');
    await fill(operator, 'title', '周末猜天气');
    await fill(operator, 'city', '凤凰山');
    await fill(operator, 'location', 'hangzhou');
    await operator.locator('.prize input').nth(0).fill('企鹅玩偶');
    await operator.locator('.prize input').nth(2).fill('66');
    await operator.locator('#field-opensAt .when-day').click();
    await operator.locator('.sheet .month-today').click();
    await operator.locator('#field-opensAt .when-clock').click();
    await operator.locator('.sheet .choice').filter({ hasText: '00' }).first().click();
    await button(operator, '好了').click();
    expect(await flawsOf(operator, 'round editor')).toEqual([]);
    await button(operator, '保存草稿').click();
    await sees(operator, '发布前还有 1 项要改好');
    await button(operator, '修改').click();
    await fill(operator, 'organiser', '凤凰山海洋公园');
    await button(operator, '保存草稿').click();
    await button(operator, '发布').click();
    await button(operator, '确认发布').click();
    await button(operator, '气象服务查不到这个地点编号的实况，请核对').click();
    await fill(operator, 'location', '101219901');
    await button(operator, '保存草稿').click();
    await button(operator, '发布').click();
    await button(operator, '确认发布').click();
    await sees(operator, '进行中');
    expect(await flawsOf(operator, 'round')).toEqual([]);

    const { items } = await park.ok('o-operator', 'admin', 'lottery.all', { status: 'published' });
    const made = items.find(({ title }) => title === '周末猜天气');
    if (!made) throw new Error('the round is not there');
    const { roundId, day } = made;
    await park.ok('o-mia', 'campaign', 'lottery.guess', { roundId, answer: 'rainy' });
    await cloud.weather({ location: '101219901', day, missing: true });
    await cloud.clock.advance(3 * DAY_MS);
    const staff = { name: '运营二', role: 'operator', stores: 'all', active: true } as const;
    await park.ok('o-operator', 'admin', 'staff.save', { openid: 'o-second', ...staff });

    const first = await phone('o-operator', `packages/operator/round/index?roundId=${roundId}`);
    await observe(first);
    await sees(first, '等另一位运营录入同样的数');
    const second = await phone('o-second', `packages/operator/round/index?roundId=${roundId}`);
    await sees(second, '录入过的');
    await sees(second, '揭晓前不显示');
    await observe(second);
    await sees(second, '两人一致');
    await cloud.timer('jobs');

    const mia = await phone('o-mia', 'packages/lottery/mine/index');
    await sees(mia, '企鹅玩偶');
    await button(mia, '领取').click();
    await mia.locator('.sheet .choice').filter({ hasText: '寄给我' }).click();
    await fill(mia, 'name', '米娅');
    await fill(mia, 'phone', '13800000000');
    await mia.locator('#field-detail textarea').fill('凤凰山路 1 号');
    await button(mia, '确认').click();
    await sees(mia, '待寄出');

    const office = await device('o-operator', 'packages/staff/bench/index');
    const desk = office.page;
    await button(desk, /^奖品发放/).click();
    await sees(desk, '凤凰山路 1 号');
    expect(await flawsOf(desk, 'deliveries')).toEqual([]);
    await office.network(false);
    await button(desk, '已发放').click();
    await sees(desk, '没有网络，连上后再试一次。');
    await button(desk, '待发放').click();
    await sees(desk, '凤凰山路 1 号');
    await office.network(true);
    await button(desk, '已寄出').click();
    await sees(desk, '确认已寄出？');
    await desk.locator('.sheet').getByRole('button', { name: '已寄出' }).click();
    await sees(desk, '没有要发放的奖品');
    await button(desk, '已发放').click();
    await button(desk, '撤销').click();
    await fill(desk, 'reason', '还没有寄');
    await button(desk, '确认撤销').click();
    await sees(desk, '还没有发放过');
    await button(desk, '待发放').click();
    await sees(desk, /还没有寄/);
  });
});
