import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../cloudfunctions/domain/tags/condition.ts';
import { evaluate, type Facts, standing } from '../../../cloudfunctions/domain/tags/evaluate.ts';
import { radarOf, scoreAt } from '../../../cloudfunctions/domain/tags/radar.ts';
import type { KeptTag, LiveRule } from '../../../cloudfunctions/domain/tags/tag.ts';
import type { Condition } from '../../../shared-types/contract/tags.ts';
import type { EventName, Props } from '../../../shared-types/events.ts';
import { DAY_MS } from '../../../shared-types/park-day.ts';
import { NOW } from '../given.ts';

let count = 0;
const event = (name: EventName, daysAgo: number, props: Props = {}): LoggedEvent => ({
  id: `e${++count}`,
  name,
  at: NOW - daysAgo * DAY_MS,
  props,
});
const paid = (daysAgo: number, amount: number) => event('order_paid', daysAgo, { amount });
const read = (daysAgo: number, topic = 'penguins') =>
  event('article_read', daysAgo, { articleId: 'a', topic });

const facts = (log: LoggedEvent[], over: Partial<Facts> = {}): Facts => ({
  member: {
    points: 120,
    channel: 'poster',
    firstJoinedAt: NOW - 10 * DAY_MS,
    refusedTags: [],
    manualTags: [],
  },
  tier: 'silver',
  passes: ['family'],
  groups: ['g1'],
  log,
  now: NOW,
  ...over,
});
const rule = (when: Condition, over: Partial<LiveRule> = {}): LiveRule => ({
  ruleId: 'rul_a',
  version: 1,
  name: '标签',
  when,
  forDays: 30,
  ...over,
});
const tagsOf = (when: Condition, log: LoggedEvent[], over: Partial<Facts> = {}): KeptTag | undefined =>
  evaluate([rule(when)], facts(log, over)).items.find(({ tagId }) => tagId === 'rul_a');

const THREE: Condition = {
  all: [{ count: { event: 'article_read', filter: { topic: 'penguins' }, windowDays: 30, atLeast: 3 } }],
};

describe('a count', () => {
  it.each<[string, LoggedEvent[], boolean]>([
    ['two reads are too few', [read(1), read(2)], false],
    ['three are enough', [read(1), read(2), read(3)], true],
    ['of another topic they are not', [read(1), read(2), read(3, 'dolphins')], false],
    ['spread over more than the window they are not', [read(1), read(2), read(31.5)], false],
    ['earned long ago it is over', [read(31), read(32), read(33)], false],
  ])('%s', (_what, log, has) => {
    expect(tagsOf(THREE, log) !== undefined).toBe(has);
  });

  it('stays forDays days from the newest event that earned it, and says which made it', () => {
    const log = [read(29), read(28), read(5)];
    const tag = tagsOf(THREE, log);
    expect(tag?.until).toBe(NOW + 25 * DAY_MS);
    expect(tag?.because).toEqual([log[2]?.id, log[1]?.id, log[0]?.id]);
    expect(tagsOf(THREE, log, { now: NOW + 25 * DAY_MS - 1 })).toBeDefined();
    expect(tagsOf(THREE, log, { now: NOW + 25 * DAY_MS })).toBeUndefined();
  });

  it('of uses does not count one that was taken back', () => {
    const use = event('redemption_confirmed', 1, { uses: 1 });
    const when: Condition = {
      all: [{ count: { event: 'redemption_confirmed', windowDays: 9, atLeast: 1 } }],
    };
    expect(tagsOf(when, [use])).toBeDefined();
    expect(tagsOf(when, [use, event('redemption_undone', 0, { takesBack: use.id })])).toBeUndefined();
  });
});

describe('other questions', () => {
  it.each<[string, Condition, LoggedEvent[], boolean]>([
    [
      'a sum reached',
      { all: [{ sum: { event: 'order_paid', prop: 'amount', windowDays: 30, atLeast: 500 } }] },
      [paid(3, 200), paid(1, 300)],
      true,
    ],
    [
      'a sum missed',
      { all: [{ sum: { event: 'order_paid', prop: 'amount', windowDays: 30, atLeast: 501 } }] },
      [paid(3, 200), paid(1, 300)],
      false,
    ],
    [
      'days since, at least',
      { all: [{ daysSince: { event: 'order_paid', atLeast: 3 } }] },
      [paid(3, 1)],
      true,
    ],
    [
      'days since, not yet',
      { all: [{ daysSince: { event: 'order_paid', atLeast: 4 } }] },
      [paid(3, 1)],
      false,
    ],
    ['days since, at most', { all: [{ daysSince: { event: 'order_paid', atMost: 3 } }] }, [paid(3, 1)], true],
    [
      'days since what never was: no to both',
      {
        any: [
          { daysSince: { event: 'order_paid', atMost: 3 } },
          { daysSince: { event: 'order_paid', atLeast: 0 } },
        ],
      },
      [],
      false,
    ],
    ['a tier', { all: [{ property: { name: 'tier', is: 'silver' } }] }, [], true],
    ['at least a tier', { all: [{ property: { name: 'tier', atLeast: 'bronze' } }] }, [], true],
    ['a tier not reached', { all: [{ property: { name: 'tier', atLeast: 'gold' } }] }, [], false],
    ['no tier at all', { all: [{ property: { name: 'tier', atLeast: 'king' } }] }, [], false],
    ['points', { all: [{ property: { name: 'points', atLeast: 120 } }] }, [], true],
    ['a pass', { all: [{ property: { name: 'pass', is: 'family' } }] }, [], true],
    ['a group', { all: [{ property: { name: 'group', is: 'g2' } }] }, [], false],
    ['days as a member', { all: [{ property: { name: 'joinedDays', atLeast: 11 } }] }, [], false],
    [
      'any of two',
      { any: [{ property: { name: 'tier', is: 'gold' } }, { property: { name: 'channel', is: 'poster' } }] },
      [],
      true,
    ],
    [
      'all of two',
      { all: [{ property: { name: 'tier', is: 'gold' } }, { property: { name: 'channel', is: 'poster' } }] },
      [],
      false,
    ],
    [
      'a group of questions',
      {
        all: [
          { property: { name: 'points', atLeast: 1 } },
          { any: [{ property: { name: 'tier', is: 'gold' } }, { property: { name: 'tier', is: 'silver' } }] },
        ],
      },
      [],
      true,
    ],
  ])('%s', (_what, when, log, has) => {
    expect(tagsOf(when, log) !== undefined).toBe(has);
  });

  it('a state that days end says when', () => {
    const tag = tagsOf({ all: [{ daysSince: { event: 'order_paid', atMost: 3 } }] }, [paid(3, 1)]);
    // NOW is 10:00: the next park midnight.
    expect(tag?.until).toBe(NOW + 14 * 3_600_000);
  });

  it('a tag that rests on another ends with it, in whatever order the rules stand', () => {
    const on = rule({ all: [{ hasTag: '企鹅迷' }] }, { ruleId: 'rul_b', name: '二' });
    const first = rule(THREE, { name: '企鹅迷' });
    const log = [read(1), read(2), read(3)];
    for (const rules of [
      [on, first],
      [first, on],
    ]) {
      const items = evaluate(rules, facts(log)).items.filter(({ tagId }) => tagId.startsWith('rul_'));
      expect(items.map(({ tagId, until }) => [tagId, until])).toEqual([
        ['rul_a', NOW + 29 * DAY_MS],
        ['rul_b', NOW + 29 * DAY_MS],
      ]);
    }
  });

  it('that rests on days or on another tag ends with the later of them', () => {
    const when: Condition = {
      any: [{ daysSince: { event: 'order_paid', atMost: 20 } }, { hasTag: '企鹅迷' }],
    };
    const rules = [rule(THREE, { name: '企鹅迷' }), rule(when, { ruleId: 'rul_b' })];
    const { items } = evaluate(rules, facts([read(10), read(10), read(10), paid(0, 1)]));
    // The reads carry it for 20 more days, the order to the end of the 20th day: 21 midnights from now.
    expect(items.find(({ tagId }) => tagId === 'rul_b')?.until).toBe(NOW + 20 * DAY_MS + 14 * 3_600_000);
  });

  it('a refused tag is nothing to rest on', () => {
    const rules = [
      rule(THREE, { name: '企鹅迷' }),
      rule({ all: [{ hasTag: '企鹅迷' }] }, { ruleId: 'rul_b' }),
    ];
    const base = facts([read(1), read(2), read(3)]);
    const { items } = evaluate(rules, { ...base, member: { ...base.member, refusedTags: ['rul_a'] } });
    expect(items.map(({ tagId }) => tagId)).not.toContain('rul_b');
  });
});

describe('the radar', () => {
  it('halves what was read in thirty days', () => {
    const [interest] = radarOf([read(0)]);
    expect(interest && scoreAt(interest, NOW + 30 * DAY_MS)).toBeCloseTo(0.5);
  });

  it('makes a tag of three fresh reads, until they have faded', () => {
    const { items } = evaluate([], facts([read(0), read(0), read(0)]));
    expect(items.map(({ tagId }) => tagId)).toEqual(['int_penguins']);
    const end = items[0]?.until ?? 0;
    expect((end - NOW) / DAY_MS).toBeCloseTo(30 * Math.log2(1.5), 3);
    expect(evaluate([], facts([read(0), read(0), read(0)], { now: end })).items).toEqual([]);
  });
});

describe('tags follow from the log alone', () => {
  const logs = fc
    .array(
      fc.record({
        name: fc.constantFrom<EventName>(
          'article_read',
          'order_paid',
          'redemption_confirmed',
          'redemption_undone',
        ),
        daysAgo: fc.integer({ min: 0, max: 80 }),
        topic: fc.constantFrom('penguins', 'dolphins'),
        takes: fc.nat(5),
      }),
      { maxLength: 30 },
    )
    .map((list) =>
      list.map(
        ({ name, daysAgo, topic, takes }, i): LoggedEvent => ({
          id: `e${i}`,
          name,
          at: NOW - daysAgo * DAY_MS,
          props: { topic, takesBack: `e${takes}` },
        }),
      ),
    );
  const rules = [
    rule(THREE, { name: '企鹅迷' }),
    rule(
      { any: [{ daysSince: { event: 'order_paid', atMost: 20 } }, { hasTag: '企鹅迷' }] },
      { ruleId: 'rul_b', name: '二' },
    ),
    rule(
      { all: [{ count: { event: 'redemption_confirmed', windowDays: 40, atLeast: 1 } }] },
      { ruleId: 'rul_c', name: '三' },
    ),
  ];

  it('in whatever order it was read', () => {
    fc.assert(
      fc.property(logs, fc.infiniteStream(fc.nat()), (log, order) => {
        const key = new Map(log.map(({ id }) => [id, order.next().value as number]));
        const shuffled = [...log].sort((a, b) => (key.get(a.id) ?? 0) - (key.get(b.id) ?? 0));
        expect(evaluate(rules, facts(shuffled))).toEqual(evaluate(rules, facts(log)));
      }),
    );
  });

  it('and a tag is there until the instant it names, if nothing more happens', () => {
    fc.assert(
      fc.property(logs, (log) => {
        for (const { tagId, until } of evaluate(rules, facts(log)).items) {
          if (until === null) continue;
          const there = (now: number) =>
            evaluate(rules, facts(log, { now })).items.some((tag) => tag.tagId === tagId);
          expect(there(until - 1), `${tagId} before its end`).toBe(true);
          expect(there(until), `${tagId} at its end`).toBe(false);
        }
        expect(standing(log).length).toBeLessThanOrEqual(log.length);
      }),
    );
  });
});
