import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EndingCoupon, endingByOwner, wholeOwners } from '../../cloudfunctions/domain/coupon/ending.ts';
import {
  acceptCredits,
  type CreditRow,
  decideSpend,
  MAX_CREDITS,
} from '../../cloudfunctions/domain/member/credits.ts';
import { couponsEnding, offerOpening } from '../../cloudfunctions/domain/member/message-texts.ts';
import type { CouponId, MemberId } from '../../shared-types/ids.ts';
import { at, coupon, member, NOW } from './given.ts';

const sending = { id: 'msg_1', template: 'coupon_expiring', marketing: true };
const env = { run: 'r1', now: NOW, weeklyCap: 3 };
const rich = { credits: { coupon_expiring: 2 } };

describe('a credit', () => {
  it('is given by each yes, and by no more than one can hold', () => {
    const { credits, rows } = acceptCredits(member(rich), ['coupon_expiring', 'offer_opens'], 'q1', NOW);
    expect(credits).toEqual({ coupon_expiring: 3, offer_opens: 1 });
    expect(rows.map(({ template, delta }) => [template, delta])).toEqual([
      ['coupon_expiring', 1],
      ['offer_opens', 1],
    ]);
    const full = member({ credits: { offer_opens: MAX_CREDITS } });
    expect(acceptCredits(full, ['offer_opens'], 'q2', NOW)).toEqual({ credits: full.credits, rows: [] });
  });

  it('is spent with a row, the week counted and the run’s mark left', () => {
    expect(decideSpend(member(rich), sending, env)).toEqual({
      credits: { coupon_expiring: 1 },
      outreach: { week: '2026-06-15', n: 1 },
      spent: [{ id: 'msg_1', run: 'r1' }],
      row: {
        _id: 'crd_msg_1',
        type: 'credit',
        memberId: 'mbr_1',
        template: 'coupon_expiring',
        delta: -1,
        at: NOW,
      },
    });
  });

  const spentBy = (run: string) => ({ ...rich, spent: [{ id: 'msg_1', run }] });
  const told = (week: string, n: number) => ({ ...rich, outreach: { week: week as never, n } });
  const spent = expect.objectContaining({ credits: { coupon_expiring: 1 } });
  it.each([
    ['is mine if this run has spent it, whatever else holds', spentBy('r1'), {}, 'mine'],
    ['is not spent twice on one message', spentBy('r0'), {}, 'told'],
    ['has to be there', { credits: { offer_opens: 1 } }, {}, 'no_credit'],
    ['waits for 09:00', rich, { now: at('2026-06-15T08:59:59') }, 'wrong_hour'],
    ['goes from 09:00 on', rich, { now: at('2026-06-15T09:00') }, spent],
    ['goes until 21:00', rich, { now: at('2026-06-15T20:59:59') }, spent],
    ['does not go at 21:00', rich, { now: at('2026-06-15T21:00') }, 'wrong_hour'],
    ['stays after the week’s last', told('2026-06-15', 3), {}, 'enough_this_week'],
    ['goes again with another week', told('2026-06-08', 3), {}, spent],
    ['goes also when the clock went back', told('2026-06-22', 3), {}, spent],
  ])('for marketing %s', (_what, doc, over, expected) => {
    expect(decideSpend(member(doc), sending, { ...env, ...over })).toEqual(expected);
  });

  it('for what somebody asked for knows neither hours nor week', () => {
    const asked = { ...sending, marketing: false };
    const late = { ...env, now: at('2026-06-15T23:00') };
    expect(decideSpend(member(told('2026-06-15', 3)), asked, late)).toMatchObject({
      credits: { coupon_expiring: 1 },
      outreach: { week: '2026-06-15', n: 3 },
    });
  });

  it('given any yes and any message in any order, then credits are the sum of their rows and each row is one of a kind', () => {
    const template = fc.constantFrom('coupon_expiring', 'offer_opens');
    const yes = fc.record({ yes: fc.uniqueArray(template, { minLength: 1 }) });
    const message = fc.record({ template, subject: fc.nat(6), marketing: fc.boolean() });
    const step = fc.oneof(yes, message);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let doc = member();
        const rows: CreditRow[] = [];
        steps.forEach((one, i) => {
          if ('yes' in one) {
            const given = acceptCredits(doc, one.yes, `q${i}`, NOW);
            rows.push(...given.rows);
            doc = { ...doc, credits: given.credits };
            return;
          }
          const message = { ...one, id: `msg_${one.template}_${one.subject}` };
          const decision = decideSpend(doc, message, { ...env, run: `r${i}` });
          if (typeof decision === 'string') return;
          const { row, ...change } = decision;
          rows.push(row);
          doc = { ...doc, ...change };
        });
        const sums: Record<string, number> = {};
        for (const { template, delta } of rows) sums[template] = (sums[template] ?? 0) + delta;
        expect(doc.credits).toEqual(sums);
        expect(Object.values(sums).every((n) => n >= 0)).toBe(true);
        expect(new Set(rows.map(({ _id }) => _id)).size).toBe(rows.length);
      }),
    );
  });
});

const held = (owner: string, title: string, over: Partial<EndingCoupon> = {}): EndingCoupon => ({
  ...coupon({ title }),
  owner: owner as MemberId,
  ...over,
});

describe('coupons that end', () => {
  it('are told person by person, with the first by name; used, revoked and given ones are not', () => {
    const given = { key: 'k', hash: 'h', token: 't', at: NOW, expiresAt: NOW + 1, ended: null };
    const taken = { ...given, ended: { ...given, how: 'taken_back' as const, by: 'mbr_b' as MemberId } };
    const coupons = [
      held('mbr_a', '喂奶鱼', { left: 0 }),
      held('mbr_a', '合影'),
      held('mbr_a', '停车'),
      held('mbr_b', '合影', { state: 'revoked' }),
      held('mbr_b', '剧场', { transfer: taken }),
      held('mbr_c', '剧场', { transfer: given }),
    ];
    expect(endingByOwner(coupons, NOW)).toEqual([
      { owner: 'mbr_a', n: 2, title: '合影' },
      { owner: 'mbr_b', n: 1, title: '剧场' },
    ]);
  });

  it('given any owners and any size of a page, then every coupon is on a page and nobody is on two', () => {
    const owners = fc.array(fc.nat(9), { maxLength: 40 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(owners, fc.integer({ min: 1, max: 8 }), (list, size) => {
        const all = list.map((n, i) => ({ _id: `cpn_${i}` as CouponId, owner: `mbr_${n}` as MemberId }));
        const largest = Math.max(0, ...list.map((n) => list.filter((m) => m === n).length));
        const seen: MemberId[] = [];
        let n = 0;
        for (let after: string | null = ''; after !== null; ) {
          const from: string = after;
          const rows = all.filter(({ owner }) => owner > from).slice(0, size);
          const page: ReturnType<typeof wholeOwners<(typeof rows)[number]>> = wholeOwners(rows, size);
          seen.push(...new Set(page.rows.map(({ owner }) => owner)));
          n += page.rows.length;
          after = page.after;
        }
        expect(seen).toEqual([...new Set(all.map(({ owner }) => owner))]);
        // Only somebody with more than a page has coupons that are not counted.
        if (largest <= size) expect(n).toBe(all.length);
      }),
    );
  });
});

describe('the words of a message', () => {
  const owner = 'mbr_1' as MemberId;
  it('say what, how many and until when', () => {
    const end = at('2026-06-16T23:59:59.999');
    expect(couponsEnding({ owner, n: 1, title: '喂奶鱼体验券' }, end)).toEqual({
      thing1: { value: '喂奶鱼体验券' },
      time2: { value: '2026年6月16日 23:59' },
      thing3: { value: '来园区时别忘了用' },
    });
    expect(couponsEnding({ owner, n: 3, title: '喂奶鱼体验券' }, end).thing1?.value).toBe(
      '喂奶鱼体验券等3张',
    );
    const opening = offerOpening('周二冰淇淋日', at('2026-06-16T09:05'), at('2026-06-16T09:00'));
    expect(opening.time2?.value).toBe('2026年6月16日 09:05');
    expect(opening.thing3?.value).toBe('到点打开就能领');
  });

  it('given any title and number, then no field is longer than WeChat takes', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
        fc.integer({ min: 1, max: 500 }),
        (title, n) => {
          const { thing1, thing3 } = couponsEnding({ owner, n, title }, NOW);
          for (const field of [thing1, thing3, offerOpening(title, NOW, NOW).thing1])
            expect([...(field?.value ?? '')].length).toBeLessThanOrEqual(20);
          if (n > 1) expect(thing1?.value.endsWith(`等${n}张`)).toBe(true);
        },
      ),
    );
  });
});
