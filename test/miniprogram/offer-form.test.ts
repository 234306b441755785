import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { blankForm, formOf, type OfferForm } from '../../miniprogram/features/offers/form';
import { FIELDS, specOf } from '../../miniprogram/features/offers/spec';
import { editor } from '../../miniprogram/texts/offer-editor';
import { fieldOf } from '../../miniprogram/ui/form/reader';
import { adminOps, type OfferDraft } from '../../shared-types/contract';
import type { OfferId, ParkDay } from '../../shared-types/ids';
import { addParkDays } from '../../shared-types/park-day';

const NOW = Date.parse('2026-06-10T15:04:05.678+08:00');
const titleOf = (offerId: OfferId) => `题 ${offerId}`;
const read = (form: OfferForm) => specOf(form);
const accepted = (form: OfferForm): OfferDraft => {
  const answer = read(form);
  if ('errors' in answer) throw new Error(JSON.stringify(answer.errors));
  return answer.spec;
};
const errorsOf = (over: Partial<OfferForm>) => {
  const answer = read({ ...blankForm(NOW), title: '券', ...over });
  return 'errors' in answer ? answer.errors : {};
};

/** Leaves out what is undefined, as JSON does on the way to the cloud. */
const said = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const whole = (min: number, max: number) => fc.integer({ min, max });
const fen = whole(0, 100_000_000);
const instant = whole(Date.parse('2020-01-01'), Date.parse('2099-01-01'));
const words = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...'鲸喜会海豚 abc9&'), minLength: 1, maxLength: max })
    .map((text) => text.trim() || '券');
const id = (prefix: string) =>
  fc
    .string({ unit: fc.constantFrom(...'abcdefgh234'), minLength: 1, maxLength: 12 })
    .map((text) => prefix + text);
const day = whole(0, 3000).map((n) => addParkDays('2024-01-01' as ParkDay, n));
const clock = fc
  .tuple(whole(0, 23), whole(0, 59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const distinct = <T>(arbitrary: fc.Arbitrary<T>, max: number) =>
  fc.uniqueArray(arbitrary, { minLength: 1, maxLength: max });

const terms = fc.oneof(
  fc.record({ kind: fc.constant('cash'), amount: maybe(fen), threshold: maybe(fen) }),
  fc.record({ kind: fc.constant('discount'), percent: maybe(whole(1, 100)), cap: maybe(fen) }),
  fc.record({ kind: fc.constant('exchange'), goods: maybe(words(60)) }),
  fc.record({
    kind: fc.constant('multi'),
    goods: maybe(words(60)),
    uses: maybe(whole(1, 99)),
    usesPerDay: maybe(whole(1, 99)),
    minGapDays: maybe(whole(0, 366)),
  }),
  fc.record({
    kind: fc.constant('bundle'),
    parts: maybe(
      fc.array(fc.record({ offerId: id('off_'), count: whole(1, 20) }), { minLength: 1, maxLength: 20 }),
    ),
  }),
);
const audience = fc
  .record(
    {
      tierAtLeast: fc.constantFrom('bronze', 'silver', 'gold', 'diamond'),
      validPass: fc.constant(true),
      tag: words(64),
      segmentId: words(64),
      newMemberDays: whole(1, 3660),
      openids: distinct(id('o-'), 30),
    },
    { requiredKeys: [] },
  )
  .filter((conditions) => Object.keys(conditions).length > 0);
const whenAndCost = fc.record({
  weekdays: maybe(distinct(whole(1, 7), 7).map((days) => days.sort())),
  hours: maybe(
    fc.array(fc.record({ from: clock, to: fc.oneof(clock, fc.constant('24:00')) }), {
      minLength: 1,
      maxLength: 12,
    }),
  ),
  blackout: maybe(distinct(day, 366)),
  costPerUse: maybe(fen),
});
/** Everything the cloud takes, in the one spelling the editor has for it. */
const draft = fc
  .tuple(
    terms,
    fc.record({
      title: words(60),
      stock: whole(0, 1_000_000),
      stockPerDay: maybe(whole(1, 1_000_000)),
      perMember: whole(1, 1000),
      claimFrom: instant,
      claimTo: instant,
      validity: fc.oneof(
        fc.record({ type: fc.constant('fixed'), from: instant, to: instant }),
        fc.record({ type: fc.constant('afterClaim'), startInDays: whole(0, 366), days: whole(1, 3660) }),
      ),
      audience: maybe(audience),
      stores: fc.oneof(fc.constant('all'), distinct(id('s'), 20)),
    }),
    whenAndCost,
  )
  .map(
    ([kind, common, rest]) =>
      said({ ...kind, ...common, ...(kind.kind === 'bundle' ? {} : rest) }) as OfferDraft,
  );

const schema = adminOps['offer.save'].input;

describe('an offer in the editor and back', () => {
  it('given any offer that was saved, when nothing is touched, then the very same is saved again', () => {
    fc.assert(
      fc.property(draft, (spec) => {
        expect(v.is(schema, spec)).toBe(true);
        expect(accepted(said(formOf(spec, titleOf, NOW)))).toEqual(spec);
      }),
    );
  });

  it('given any form that can be saved, when it is opened again, then it asks and says the same', () => {
    fc.assert(
      fc.property(draft, (spec) => {
        const form = formOf(spec, titleOf, NOW);
        expect(formOf(accepted(form), titleOf, NOW)).toEqual(form);
      }),
    );
  });

  it('given whatever people type, then it is refused at a field, or it is what the cloud takes', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 70 }),
      fc.constantFrom('', '0', '1', '100', '8.5', '10', '-1', '1e3', '１２', '12.345', '9999999'),
    );
    const texts = [
      'title',
      'goods',
      'amount',
      'threshold',
      'cap',
      'fold',
      'uses',
      'usesPerDay',
      'minGapDays',
      'stock',
      'stockPerDay',
      'perMember',
      'costPerUse',
    ];
    const anyForm = fc.record({
      from: draft,
      over: fc.record(Object.fromEntries(texts.map((name) => [name, typed])), { requiredKeys: [] }),
      kind: fc.constantFrom('cash', 'discount', 'exchange', 'multi', 'bundle'),
      days: typed,
      openids: typed,
      tag: typed,
      everyone: fc.boolean(),
    });
    fc.assert(
      fc.property(anyForm, ({ from, over, kind, days, openids, tag, everyone }) => {
        const form = { ...formOf(from, titleOf, NOW), ...over, kind } as OfferForm;
        form.validity = { ...form.validity, days };
        form.audience = { ...form.audience, everyone, openids, tag };
        const answer = read(form);
        if ('spec' in answer) expect(v.safeParse(schema, said(answer.spec)).issues).toBeUndefined();
        else {
          expect(Object.keys(answer.errors).length).toBeGreaterThan(0);
          for (const [name, sentence] of Object.entries(answer.errors)) {
            expect(FIELDS).toContain(name);
            expect(sentence).toMatch(/[\u4e00-\u9fff]/);
          }
        }
      }),
    );
  });
});

describe('a new offer', () => {
  it('given only a name, then it can be saved as a draft: for all, everywhere, from ten tomorrow for two weeks', () => {
    const at = (text: string) => Date.parse(`2026-${text}+08:00`);
    expect(accepted({ ...blankForm(NOW), title: ' 喂奶鱼 ' })).toEqual({
      title: '喂奶鱼',
      kind: 'exchange',
      stock: 0,
      perMember: 1,
      claimFrom: at('06-11T10:00'),
      claimTo: at('06-25T00:00'),
      validity: { type: 'afterClaim', startInDays: 0, days: 30 },
      stores: 'all',
    });
  });

  it('given dates, then the last day counts to its last instant', () => {
    const { validity } = blankForm(NOW);
    const fixed = {
      ...validity,
      type: 'fixed' as const,
      from: { day: '2026-07-01' as ParkDay },
      to: { day: '2026-07-02' as ParkDay },
    };
    expect(accepted({ ...blankForm(NOW), title: '券', validity: fixed }).validity).toEqual({
      type: 'fixed',
      from: Date.parse('2026-07-01T00:00:00+08:00'),
      to: Date.parse('2026-07-02T23:59:59.999+08:00'),
    });
  });
});

describe('what is wrong', () => {
  it.each<[string, Partial<OfferForm>, string]>([
    ['no name', { title: ' ' }, 'title'],
    ['a name too long', { title: '鲸'.repeat(61) }, 'title'],
    ['half a unit', { stock: '1.5' }, 'stock'],
    ['nothing for a person', { perMember: '0' }, 'perMember'],
    ['10 折', { kind: 'discount', fold: '10' }, 'percent'],
    ['money in words', { kind: 'cash', amount: '三十' }, 'amount'],
    ['no days', { validity: { ...blankForm(NOW).validity, days: '' } }, 'validity'],
    [
      'some members, but no condition',
      { audience: { ...blankForm(NOW).audience, everyone: false } },
      'audience',
    ],
    ['some stores, but none', { stores: { all: false, ids: [] } }, 'stores'],
    [
      'a part without a count',
      { kind: 'bundle', parts: [{ offerId: 'off_1' as OfferId, title: '', count: '' }] },
      'parts',
    ],
  ])('%s stands at its field', (_what, over, field) => {
    expect(Object.keys(errorsOf(over))).toEqual([field]);
  });

  it('what was typed for another kind is kept, not sent and not judged', () => {
    const form = {
      ...blankForm(NOW),
      title: '券',
      kind: 'cash' as const,
      amount: '30',
      fold: '不知道',
      goods: '鱼',
    };
    expect(accepted(form)).not.toHaveProperty('goods');
    expect(formOf(accepted(form), titleOf, NOW).amount).toBe('30');
  });
});

describe('names the cloud gives', () => {
  it.each([
    ['hours.0.from', 'hours'],
    ['validity.to', 'validity'],
    ['audience.openids.3', 'audience.openids'],
    ['audience.tierAtLeast', 'audience'],
    ['parts.0.offerId', 'parts'],
    ['title', 'title'],
    ['requestId', undefined],
  ])('%s is the field %s', (path, field) => {
    expect(fieldOf(path, FIELDS)).toBe(field);
  });

  it('every field that publishing can miss has a sentence and a place', () => {
    const names = [
      'stock',
      'claimTo',
      'validity',
      'goods',
      'amount',
      'threshold',
      'percent',
      'uses',
      'hours',
      'parts',
      'stores',
    ];
    for (const name of names) {
      expect(editor.missing[name], name).toMatch(/[\u4e00-\u9fff]/);
      expect(FIELDS, name).toContain(name);
    }
  });
});
