import { describe, expect, it } from 'vitest';
import { knownTags, unknownTags } from '../../miniprogram/features/tag-desk/known-tags';
import type { Condition, TagKind, TagRuleRow } from '../../shared-types/contract';

const rule = (name: string, live: number | null): TagRuleRow => ({
  ruleId: `rul_${name}`,
  name,
  kind: 'behaviour',
  when: { all: [{ hasTag: 'x' }] },
  forDays: 30,
  version: 1,
  live,
  changed: { at: 0, by: '' },
});
const item = (kind: TagKind, tagId: string, name: string) => ({
  kind,
  tagId,
  name,
  members: 1200,
  share: null,
});
const count = {
  at: 0,
  members: 2000,
  items: [
    item('behaviour', 'rul_a', 'a'),
    item('manual', 'man_贵宾', '贵宾'),
    item('interest', 'int_penguins', '兴趣·penguins'),
    item('basic', 'basic_gold', '金卡会员'),
    item('source', 'src_ad', '来源·ad'),
    item('rfm', 'rfm_frequent', '常来'),
  ],
};
const known = { rules: [rule('a', 1), rule('b', null)], count };
const labels = (use: 'rule' | 'segment' | 'audience', without = '') =>
  Object.fromEntries(
    knownTags(known, use, without).map(([title, all]) => [title, all.map(({ label }) => label)]),
  );

describe('tags to pick from', () => {
  it('given rules and a count, then each says how many have it, and what is not at work says so', () => {
    expect(labels('rule')).toMatchObject({
      规则给的: ['a · 1,200 人', 'b（没开启）'],
      同事手动加的: ['贵宾 · 1,200 人'],
    });
    expect(labels('rule').兴趣?.[0]).toBe('兴趣·企鹅 · 1,200 人');
    expect(labels('rule', 'a').规则给的).toEqual(['b（没开启）']);
  });

  it('given what asks, then only tags that it sees are there', () => {
    expect(Object.keys(labels('rule'))).not.toContain('等级、年卡和来源');
    const segment = labels('segment')['等级、年卡和来源'];
    expect(segment).toContain('金卡会员 · 1,200 人');
    expect(segment).toContain('来源·ad · 1,200 人');
    expect(segment?.join()).not.toContain('常来');
    expect(labels('audience')['等级、年卡和来源']?.join()).toContain('常来');
  });

  it('given nothing was counted yet, then rules, interests and what every park has are there', () => {
    const names = knownTags({ rules: known.rules, count: null }, 'audience').map(([title]) => title);
    expect(names).toEqual(['规则给的', '兴趣', '等级、年卡和来源']);
  });
});

describe('tags that nobody gives', () => {
  const asks = (...names: string[]): Condition => ({ all: names.map((hasTag) => ({ hasTag })) });
  it.each<[string[], string[]]>([
    [['a', '贵宾', '金卡会员', '兴趣·camps', 'rul_b', 'man_贵宾'], []],
    [['没有的', 'a'], ['没有的']],
  ])('of %j are %j', (asked, unknown) => {
    expect(unknownTags(asks(...asked), known)).toEqual(unknown);
    expect(unknownTags({ any: [asks(...asked) as { all: [] }] }, known)).toEqual(unknown);
    expect(unknownTags(asks(...asked), { rules: known.rules, count: undefined })).toEqual([]);
  });
});
