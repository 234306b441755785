import { describe, expect, it } from 'vitest';
import { nameOf, reasonOf, refusedNameOf, stayOf } from '../../miniprogram/features/tags/words';
import type { TagView } from '../../shared-types/contract/tags';

const NOW = Date.parse('2026-06-15T10:00:00+08:00');
const tag = (over: Partial<TagView>): TagView => ({
  tagId: 'rul_a',
  name: '企鹅迷',
  kind: 'behaviour',
  because: [],
  ...over,
});

describe('a tag in plain words', () => {
  it.each<[Partial<TagView>, string]>([
    [{ tagId: 'basic_gold', kind: 'basic' }, '你的会员等级'],
    [{ tagId: 'basic_pass_single', kind: 'basic' }, '你有这种年卡，正在有效期里'],
    [{ kind: 'behaviour' }, '来自你最近在这里看过、做过的事'],
    [{ kind: 'consumption' }, '来自你最近的消费和用券'],
    [{ tagId: 'int_penguins', kind: 'interest' }, '你最近看过好几次这方面的内容'],
    [{ tagId: 'rfm_sleeping', kind: 'rfm' }, '你有一阵子没来了'],
    [{ tagId: 'rfm_of_tomorrow', kind: 'rfm' }, '来自你到园和消费的情况'],
    [{ kind: 'manual', by: '阿鹅', at: NOW - 86_400_000, reason: '老朋友' }, '阿鹅 昨天 加的：老朋友'],
  ])('given %o, then the reason is %s', (over, words) => expect(reasonOf(tag(over), NOW)).toBe(words));

  it('given what made it is a sample, then no number of it is said', () => {
    const reason = reasonOf(tag({ because: ['a', 'b', 'c'] }), NOW);
    expect(reason).not.toMatch(/\d/);
    expect(reason).toBe(reasonOf(tag({}), NOW));
  });

  it.each<[Partial<TagView>, string]>([
    [{ until: NOW + 30 * 86_400_000 }, '留到7月15日'],
    [{ until: NOW + 1 }, '留到今天'],
    [{ kind: 'basic' }, '情况变了，它也会跟着变'],
    [{ kind: 'manual' }, '一直留着'],
  ])('given %o, then it stays: %s', (over, words) => expect(stayOf(tag(over), NOW)).toBe(words));

  it.each([
    ['int_penguins', '兴趣·penguins', '兴趣·企鹅'],
    ['int_otters', '兴趣·otters', '兴趣·otters'],
    ['rul_a', '企鹅迷', '企鹅迷'],
  ])('given %s named %s, then it reads %s', (tagId, name, words) =>
    expect(nameOf({ tagId, name })).toBe(words),
  );

  it.each([
    ['int_dolphins', '兴趣·海豚'],
    ['src_poster', '来源·poster'],
    ['man_贵宾', '贵宾'],
    ['basic_silver', '银卡会员'],
    ['rul_kept', '企鹅迷'],
    ['rul_unknown', '从前的一个标签'],
  ])('given %s was refused, then it is named %s', (tagId, words) =>
    expect(refusedNameOf(tagId, { rul_kept: '企鹅迷' })).toBe(words),
  );
});
