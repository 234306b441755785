import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { conditionForm, NEW_ROW } from '../../miniprogram/features/conditions/form';
import type { RowForm } from '../../miniprogram/features/conditions/model';
import { sayCondition, sayRule, saySegment } from '../../miniprogram/features/conditions/say';
import { blankRule, ruleForm, ruleOf } from '../../miniprogram/features/tag-desk/rule-form';
import { blankSegment, segmentForm, segmentOf } from '../../miniprogram/features/tag-desk/segment-form';
import { adminOps, type Condition, PROPERTIES, type TagRule } from '../../shared-types/contract';
import { PHONE_EVENTS, SERVER_EVENTS } from '../../shared-types/events';

const whole = (min: number, max: number) => fc.integer({ min, max });
const words = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...'鲸喜会海豚 abc9&'), minLength: 1, maxLength: max })
    .map((text) => text.trim() || '天');
const event = fc.constantFrom(...Object.keys(PHONE_EVENTS), ...SERVER_EVENTS);
const days = whole(1, 3660);

/** What the form can show. */
const plain = fc.oneof(
  fc.record({ count: fc.record({ event, windowDays: days, atLeast: whole(1, 1_000_000) }) }),
  fc.record({
    count: fc.record({
      event: fc.constantFrom('article_read', 'product_viewed'),
      filter: fc.record({ topic: fc.constantFrom('penguins', 'sharks') }),
      windowDays: days,
      atLeast: whole(1, 100),
    }),
  }),
  fc.record({
    sum: fc.record({
      event: fc.constant('order_paid'),
      prop: fc.constant('amount'),
      windowDays: days,
      atLeast: whole(0, 100_000_000),
    }),
  }),
  fc.record({
    sum: fc.record({
      event: fc.constant('redemption_confirmed'),
      prop: fc.constant('uses'),
      filter: fc.record({ offerId: fc.constant('off_abc'), storeId: fc.constant('north') }),
      windowDays: days,
      atLeast: whole(0, 1_000_000),
    }),
  }),
  fc.record({ daysSince: fc.record({ event, atLeast: whole(0, 3660) }) }),
  fc.record({ daysSince: fc.record({ event, atMost: whole(0, 3660) }) }),
  fc.record({
    property: fc.record({ name: fc.constant('tier'), atLeast: fc.constantFrom('silver', 'gold') }),
  }),
  fc.record({ property: fc.record({ name: fc.constant('tier'), is: fc.constantFrom('bronze', 'diamond') }) }),
  fc.record({ property: fc.record({ name: fc.constant('pass'), is: fc.constantFrom('single', 'family') }) }),
  fc.record({ property: fc.record({ name: fc.constantFrom('channel', 'group'), is: words(64) }) }),
  fc.record({
    property: fc.record({ name: fc.constantFrom('points', 'joinedDays'), atLeast: whole(0, 3660) }),
  }),
  fc.record({ hasTag: words(32).map((name) => `x${name}`) }),
);
/** What it cannot, beside what it can. */
const odd = fc.oneof(
  fc.record({ all: fc.array(plain, { minLength: 1, maxLength: 3 }) }),
  fc.record({ any: fc.array(plain, { minLength: 1, maxLength: 3 }) }),
  fc.constant({ count: { event: 'article_read', filter: { articleId: 'a1' }, windowDays: 1, atLeast: 1 } }),
  fc.constant({ count: { event: 'article_read', filter: { topic: 7 }, windowDays: 1, atLeast: 1 } }),
  fc.constant({ count: { event: 'page_view', filter: { topic: 'x' }, windowDays: 1, atLeast: 1 } }),
  fc.constant({ count: { event: 'page_view', filter: {}, windowDays: 1, atLeast: 1 } }),
  fc.constant({ sum: { event: 'order_paid', prop: 'amount', windowDays: 1, atLeast: 0.5 } }),
  fc.constant({ sum: { event: 'order_paid', prop: 'amount', windowDays: 1, atLeast: 1e11 } }),
  fc.constant({ sum: { event: 'page_leave', prop: 'dwellMs', windowDays: 1, atLeast: 5 } }),
  fc.constant({ property: { name: 'tier', is: 'toString' } }),
  fc.constant({ property: { name: 'points', is: 7 } }),
  fc.constant({ property: { name: 'channel', atLeast: 'b' } }),
);
const join = (parts: fc.Arbitrary<object[]>): fc.Arbitrary<Condition> =>
  fc.tuple(fc.boolean(), parts).map(([all, some]) => (all ? { all: some } : { any: some }) as Condition);
const shown = join(fc.array(plain, { minLength: 1, maxLength: 10 }));
const hidden = join(
  fc.tuple(fc.array(plain, { maxLength: 9 }), odd).map(([some, one]) => [...some, one] as object[]),
);
const ruleWith = (when: fc.Arbitrary<Condition>): fc.Arbitrary<TagRule> =>
  fc.record({ name: words(32), when, forDays: days });

const isTaken = (rule: TagRule) => v.safeParse(adminOps['tagRule.save'].input, { rule }).success;
const errorsOf = (over: Partial<RowForm>, rest: object = {}) => {
  const form = {
    ...blankRule(),
    name: '企鹅迷',
    condition: { join: 'all' as const, rows: [{ ...NEW_ROW, ...over }] },
  };
  const answer = ruleOf({ ...form, ...rest });
  return 'errors' in answer ? Object.keys(answer.errors) : [];
};

describe('the form of a rule', () => {
  it('hands a saved one back as it was, and as the cloud takes it', () => {
    fc.assert(
      fc.property(ruleWith(shown), (rule) => {
        expect(isTaken(rule)).toBe(true);
        const form = ruleForm(rule);
        expect(form && ruleOf(form)).toEqual({ spec: rule });
      }),
    );
  });

  it('does not open what it could not hand back whole', () => {
    fc.assert(
      fc.property(ruleWith(hidden), (rule) => {
        expect(isTaken(rule)).toBe(true);
        expect(ruleForm(rule)).toBeNull();
      }),
    );
  });

  it('whatever is typed, what it sends is what the cloud takes', () => {
    const typed = fc.constantFrom(
      '',
      ' ',
      '0',
      '7',
      '-1',
      '3661',
      '1e3',
      '9.9',
      '12345678901',
      '热',
      '企鹅迷',
      ' 迷 ',
    );
    const rows = fc.record({
      kind: fc.constantFrom('count', 'sum', 'daysSince', 'property', 'hasTag'),
      measure: fc.constantFrom('order_paid.amount', 'points_changed.delta'),
      property: fc.constantFrom(...PROPERTIES),
      atLeast: typed,
      windowDays: typed,
      days: typed,
      number: typed,
      word: typed,
      tag: typed,
    });
    fc.assert(
      fc.property(typed, typed, fc.array(rows, { maxLength: 11 }), (name, forDays, some) => {
        const all = some.map((row) => ({ ...NEW_ROW, ...row }) as RowForm);
        const answer = ruleOf({ name, forDays, condition: { join: 'any', rows: all } });
        if ('spec' in answer) {
          expect(isTaken(answer.spec)).toBe(true);
          expect(conditionForm(answer.spec.when)).not.toBeNull();
        } else expect(Object.values(answer.errors).join()).toMatch(/[一-鿿]/);
      }),
    );
  });

  it.each<[string, Partial<RowForm>, object?]>([
    ['name', {}, { name: ' ' }],
    ['rows', {}, { condition: { join: 'all', rows: [] } }],
    ['forDays', {}, { forDays: '0' }],
    ['row-0-atLeast', { atLeast: '0' }],
    ['row-0-atLeast', { kind: 'sum', atLeast: '两百' }],
    ['row-0-windowDays', { windowDays: '' }],
    ['row-0-days', { kind: 'daysSince', days: '' }],
    ['row-0-number', { kind: 'property', property: 'points', number: '' }],
    ['row-0-word', { kind: 'property', property: 'channel', word: ' ' }],
    ['row-0-tag', { kind: 'hasTag', tag: '' }],
    ['row-0-tag', { kind: 'hasTag', tag: '企鹅迷' }],
  ])('says what is wrong with %s', (field, over, rest) => {
    expect(errorsOf({})).toEqual([]);
    expect(errorsOf(over, rest)).toEqual([field]);
  });
});

describe('the form of a segment', () => {
  it('hands a saved one back as it was, and as the cloud takes it; others it does not open', () => {
    fc.assert(
      fc.property(words(32), shown, hidden, (name, when, more) => {
        const form = segmentForm({ name, when });
        expect(form && segmentOf(form)).toEqual({ spec: { name, when } });
        expect(v.safeParse(adminOps['segment.save'].input, { name, when }).success).toBe(true);
        expect(segmentForm({ name, when: more })).toBeNull();
        expect(saySegment(when)).toMatch(/的会员。$/);
      }),
    );
  });

  it('says what is missing', () => {
    const answer = segmentOf(blankSegment());
    expect('errors' in answer && Object.keys(answer.errors)).toEqual(['name', 'row-0-tag']);
  });
});

describe('what a rule means, in words', () => {
  it('says every condition the cloud takes, in Chinese and with nothing left undefined', () => {
    fc.assert(
      fc.property(ruleWith(fc.oneof(shown, hidden)), (rule) => {
        const text = sayRule(rule);
        expect(text).toMatch(/会带上「.+」，.+。$/);
        expect(text).not.toMatch(/undefined|null|\[object|NaN/);
      }),
    );
  });

  it.each<[string, Condition]>([
    [
      '最近 30 天读文章（主题：企鹅）至少 3 次，并且等级是金卡及以上',
      {
        all: [
          { count: { event: 'article_read', filter: { topic: 'penguins' }, windowDays: 30, atLeast: 3 } },
          { property: { name: 'tier', atLeast: 'gold' } },
        ],
      },
    ],
    [
      '最近 90 天付款金额合计至少 ¥200，或者（上次核销已经过了至少 30 天，并且带着标签「贵宾」）',
      {
        any: [
          { sum: { event: 'order_paid', prop: 'amount', windowDays: 90, atLeast: 20_000 } },
          { all: [{ daysSince: { event: 'redemption_confirmed', atLeast: 30 } }, { hasTag: '贵宾' }] },
        ],
      },
    ],
  ])('%s', (text, when) => {
    expect(sayCondition(when)).toBe(text);
  });

  it('names offers and stores where their names are known', () => {
    const filter = { offerId: 'off_a', storeId: 'north' };
    const when: Condition = {
      all: [{ count: { event: 'redemption_confirmed', filter, windowDays: 7, atLeast: 1 } }],
    };
    const names = { offer: () => '喂奶鱼', store: () => '北门' };
    expect(sayCondition(when, names)).toBe('最近 7 天核销（优惠：喂奶鱼、门店：北门）至少 1 次');
  });

  it('given a question this app is too old to know, then it is said as it stands', () => {
    const when = { all: [{ moon: 'full' }] } as unknown as Condition;
    expect(sayCondition(when)).toBe('{"moon":"full"}');
    expect(conditionForm(when)).toBeNull();
  });
});
