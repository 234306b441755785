import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { draft, NOW } from '../setup/product.ts';
import { agreed, ingest, read } from '../setup/tags.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, sees } from './people.ts';

const { there, phone } = onePark();
const BENCH = 'packages/staff/bench/index';
const fill = (page: Page, field: string, text: string) => page.locator(`#field-${field} input`).fill(text);
const choose = (page: Page, field: string, name: string) =>
  page.locator(`#field-${field}`).getByRole('radio', { name, exact: true }).click();

const rules = async () => (await there.park.ok('o-operator', 'admin', 'tagRule.list', {})).items;
const segments = async () => (await there.park.ok('o-operator', 'admin', 'segment.list', {})).items;
const tagsOf = async (who: string) =>
  (await there.park.ok(who, 'member', 'member.tags', {})).items.map(({ name }) => name);

describe('tags at the desk', () => {
  it('a rule is made, previewed and enabled', async () => {
    const { cloud, park } = there;
    await agreed(park, 'o-lin');
    await ingest(park, 'o-lin', [read('penguins'), read('penguins'), read('penguins')]);
    const operator = await phone('o-operator', BENCH);
    await button(operator, '标签规则').click();
    await sees(operator, '还没有标签规则');
    expect(await flawsOf(operator, 'no rules')).toEqual([]);

    await button(operator, '新建规则').click();
    await fill(operator, 'row-0-windowDays', '0');
    await button(operator, '保存草稿').click();
    await sees(operator, '有 2 处要改');
    await fill(operator, 'name', '企鹅迷');
    await fill(operator, 'row-0-windowDays', '30');
    await choose(operator, 'row-0-topic', '企鹅');
    await sees(operator, /最近 30 天读文章（主题：企鹅）至少 3 次的会员/);
    expect(await flawsOf(operator, 'rule editor')).toEqual([]);
    await button(operator, '保存草稿').click();

    await button(operator, '看看会有谁').click();
    await sees(operator, '位会员');
    expect(await flawsOf(operator, 'rule')).toEqual([]);
    await button(operator, '开启').click();
    await sees(operator, '开启这条规则？');
    expect(await tagsOf('o-lin')).not.toContain('企鹅迷');
    await button(operator, '确认开启').click();
    await button(operator, '停用').waitFor();
    expect(await rules()).toMatchObject([{ name: '企鹅迷', version: 1, live: 1 }]);
    await cloud.clock.advance(120_000);
    await expect.poll(() => tagsOf('o-lin')).toContain('企鹅迷');
  });

  it('a segment of that tag is made, and counted', async () => {
    const operator = await phone('o-operator', BENCH);
    await button(operator, '人群').click();
    await sees(operator, '还没有人群');
    expect(await flawsOf(operator, 'no segments')).toEqual([]);
    await button(operator, '新建人群').click();
    await fill(operator, 'name', '爱企鹅的');
    await button(operator, '保存').click();
    await sees(operator, '有 1 处要改');
    await button(operator, '选标签').click();
    await operator.getByRole('radio', { name: /^企鹅迷/ }).click();
    await sees(operator, '带着标签「企鹅迷」的会员。');
    expect(await flawsOf(operator, 'segment editor')).toEqual([]);
    await button(operator, '保存').click();
    await sees(operator, '计算中');
    expect(await flawsOf(operator, 'segment being counted')).toEqual([]);
    await there.cloud.clock.advance(60_000);
    await there.cloud.timer('jobs');
    await sees(operator, '可用');
    await sees(operator, '位会员');
    expect(await flawsOf(operator, 'segment')).toEqual([]);
    await button(operator, '修改').click();
    await button(operator, '加一条').click();
    await choose(operator, 'row-1-kind', '会员情况');
    await choose(operator, 'row-1-tier', '钻卡');
    await choose(operator, 'join', '任意一条');
    await sees(operator, '带着标签「企鹅迷」，或者等级是钻卡及以上的会员。');
    await button(operator, '保存').click();
    await expect
      .poll(segments)
      .toMatchObject([{ name: '爱企鹅的', when: { any: [{ hasTag: '企鹅迷' }, {}] } }]);
  });

  it('tag and segment are picked by name as the audience of an offer', async () => {
    const { park } = there;
    // Whatever day it is: the demo park's clock stands at today.
    const terms = {
      ...draft(),
      title: '喂企鹅',
      claimFrom: NOW - 3660 * DAY_MS,
      claimTo: NOW + 3660 * DAY_MS,
    };
    const { offerId } = await park.ok('o-operator', 'admin', 'offer.save', terms);
    const operator = await phone('o-operator', `packages/operator/edit/index?offerId=${offerId}`);
    await choose(operator, 'audience', '部分会员');
    await operator.locator('#field-audience-tag').getByRole('button').click();
    expect(await flawsOf(operator, 'tags to pick')).toEqual([]);
    await operator.getByRole('radio', { name: /^企鹅迷/ }).click();
    await operator.locator('#field-audience-segmentId').getByRole('button').click();
    await sees(operator, '选人群');
    expect(await flawsOf(operator, 'segments to pick')).toEqual([]);
    await operator.getByRole('radio', { name: /^爱企鹅的/ }).click();
    await button(operator, '去掉 爱企鹅的').waitFor();
    expect(await flawsOf(operator, 'audience')).toEqual([]);
    await button(operator, '去掉 企鹅迷').click();
    await button(operator, '保存草稿').click();
    await sees(operator, '人群「爱企鹅的」');

    const [segment] = await segments();
    const { spec } = await park.ok('o-operator', 'admin', 'offer.detail', { offerId });
    expect(spec.audience).toEqual({ segmentId: segment?.segmentId });
    await park.ok('o-operator', 'admin', 'offer.publish', { offerId });
    await park.join('o-guest-5');
    await agreed(park, 'o-guest-5');
    expect(await park.refused('o-guest-5', 'wallet', 'coupon.claim', { offerId })).toBe('not_eligible');
    await park.claim('o-lin', offerId);
  });

  it('a rule in groups is shown in words, and cannot be lost in the editor', async () => {
    const groups = {
      any: [
        { hasTag: '贵宾' },
        { all: [{ hasTag: '企鹅迷' }, { property: { name: 'tier' as const, is: 'gold' } }] },
      ],
    };
    const rule = { name: '老朋友', when: groups, forDays: 30 };
    const { ruleId } = await there.park.ok('o-operator', 'admin', 'tagRule.save', { rule });
    const page = await phone('o-operator', `packages/operator/rule/index?ruleId=${ruleId}`);
    await sees(page, /带着标签「贵宾」，或者（带着标签「企鹅迷」，并且等级正好是金卡）/);
    await sees(page, /现在没有叫「贵宾/);
    await button(page, '开启').waitFor();
    expect(await button(page, '修改').count()).toBe(0);
    expect(await flawsOf(page, 'rule in groups')).toEqual([]);
    const editor = await phone('o-operator', `packages/operator/rule-edit/index?ruleId=${ruleId}`);
    await sees(editor, /只能看，不能改/);
    const gone = await phone('o-operator', 'packages/operator/rule/index?ruleId=rul_gone');
    await sees(gone, /没有|找不到|不在/);
  });
});
