import { ulid } from 'ulid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideSign } from '../../cloudfunctions/domain/checkin/decide.ts';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import type { OfferId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
/** What the seventh day brings. */
let fish: OfferId;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  fish = await park.offer({ audience: { openids: ['o-nobody'] } });
  await setUp('checkin', ladder(fish));
});
beforeEach(() => cloud.clock.set(NOW, false));
afterAll(() => cloud.stop());

async function setUp(key: 'checkin' | 'calendar', value: unknown): Promise<void> {
  const { version } = await park.ok('o-operator', 'admin', 'config.get', { key });
  await park.ok('o-operator', 'admin', 'config.set', { key, value, version } as never);
}

const ladder = (offerId: OfferId) => ({
  ...DEFAULTS.checkin,
  rungs: [
    { day: 3, points: 10 },
    { day: 7, points: 30, offerId },
  ],
});

let members = 0;
async function member(): Promise<string> {
  const who = `o-check-${members++}`;
  await park.join(who, '阿浪');
  return who;
}
const sign = (who: string, requestId?: string) => park.ok(who, 'campaign', 'checkin.sign', {}, requestId);
const status = (who: string) => park.ok(who, 'campaign', 'checkin.status', {});
const pointsOf = async (who: string) => (await park.ok(who, 'member', 'member.me', {})).points;
const coupons = async (who: string) => (await park.ok(who, 'wallet', 'coupon.list', {})).items;
/** Signs on so many days in a row from NOW on; the clock stays on the last of them. */
async function signDays(who: string, from: number, to: number) {
  const results = [];
  for (let n = from; n <= to; n++) {
    await cloud.clock.set(NOW + (n - 1) * DAY_MS, false);
    results.push(await sign(who));
  }
  return results;
}

/** The product's own ways to the database, for what no operation shows. */
async function inside() {
  loadSdk(`${cloud.url}/admin`);
  const [{ openDb }, { keysFrom }] = await Promise.all([
    import('../../cloudfunctions/platform/db.ts'),
    import('../../cloudfunctions/platform/keys.ts'),
  ]);
  const secrets = await cloud.secrets();
  return { db: openDb(), keys: keysFrom((name) => secrets[name] as string) };
}

/** The product's own steps up to the commit, and no further: what a call leaves that is killed right after it. */
async function commitOnly(who: string): Promise<void> {
  const { db, keys } = await inside();
  const { checkinEnv, writeCheckin } = await import('../../cloudfunctions/store/checkin.ts');
  const { now } = await cloud.clock.get();
  const [me, env] = await Promise.all([db.get('members', keys.memberId(who)), checkinEnv(db, now)]);
  const decision = decideSign(me, { key: ulid(), hash: 'h' }, { groupId: null }, env);
  if (!me || !('change' in decision)) throw new Error('nothing to commit');
  expect(await writeCheckin(db, me, decision.change)).toBe(1);
}

describe('check-in', () => {
  it('once a park day: the answer, the calendar and the points agree, and the next is refused with the first one', async () => {
    const who = await member();
    expect(await status(who)).toMatchObject({
      today: '2026-06-15',
      signedToday: false,
      streak: 0,
      days: [],
      cards: 2,
      nextReward: { day: '2026-06-17', points: 10 },
    });
    const first = await sign(who);
    expect(first).toEqual({ day: '2026-06-15', streak: 1, points: 5, rewards: [] });
    const again = await park.answer(who, 'campaign', 'checkin.sign', {});
    expect(again).toMatchObject({ ok: false, refusal: { code: 'already_signed', detail: first } });
    expect(await status(who)).toMatchObject({ signedToday: true, streak: 1, days: ['2026-06-15'] });
    expect(await pointsOf(who)).toBe(5);
  });

  it('changes the day with the park’s midnight, whatever UTC says', async () => {
    const who = await member();
    const at = (text: string) => cloud.clock.set(`2026-06-${text}+08:00`, false);
    const days = [];
    for (const text of ['15T23:59:59.999', '16T00:00:00.000', '17T07:59:00.000', '18T08:00:00.000']) {
      await at(text);
      days.push(await sign(who));
    }
    expect(days.map(({ day, streak }) => [day, streak])).toEqual([
      ['2026-06-15', 1],
      ['2026-06-16', 2],
      ['2026-06-17', 3],
      ['2026-06-18', 4],
    ]);
  });

  it('by fifty phones at once is one check-in, and everybody is told of the same', async () => {
    const who = await member();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => park.answer(who, 'campaign', 'checkin.sign', {})),
    );
    const signed = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(signed).toHaveLength(1);
    expect(refused).toHaveLength(49);
    for (const { code, detail } of refused)
      expect({ code, detail }).toEqual({ code: 'already_signed', detail: signed[0] });
    expect(await pointsOf(who)).toBe(5);
  });

  it('whose answer was lost is repeated with the same answer, and is in the books once', async () => {
    const who = await member();
    const requestId = ulid();
    await cloud.faults.set({ seed: 11, dropAnswerAfterCommit: 0.5, conflict: 0.2, unavailable: 0.2 });
    const first = await park.insist(who, 'campaign', 'checkin.sign', {}, requestId);
    await cloud.faults.clear();
    expect(await park.answer(who, 'campaign', 'checkin.sign', {}, requestId)).toMatchObject({
      value: first.ok ? first.value : null,
    });
    expect(await pointsOf(who)).toBe(5);
  });

  it('of a guest, or on a closed day, is refused and leaves nothing', async () => {
    expect(await park.refused('o-guest-9', 'campaign', 'checkin.sign', {})).toBe('member_required');
    expect(await status('o-guest-9')).toMatchObject({ streak: 0, days: [], cards: 0, nextReward: null });
    const who = await member();
    await setUp('calendar', { closed: ['2026-07-20'] });
    await cloud.clock.set('2026-07-20T10:00:00+08:00', false);
    expect(await park.refused(who, 'campaign', 'checkin.sign', {})).toBe('park_closed');
    expect(await park.refused(who, 'campaign', 'checkin.makeUp', { day: '2026-07-20' })).toBe(
      'day_not_allowed',
    );
    expect(await status(who)).toMatchObject({
      closedToday: true,
      days: [],
      closed: ['2026-07-20'],
      cards: 2,
    });
    expect(await pointsOf(who)).toBe(0);
  });

  it('with a field that is none of its own names the field', async () => {
    const who = await member();
    for (const input of [{ day: '2026-06-14' }, { groupTicket: '' }, { groupTicket: 7 }])
      expect(await park.answer(who, 'campaign', 'checkin.sign', input as never)).toMatchObject({
        refusal: { code: 'invalid_input', detail: { fields: [Object.keys(input)[0]] } },
      });
    for (const day of ['2026-02-30', '20260601', 5])
      expect(await park.refused(who, 'campaign', 'checkin.makeUp', { day } as never)).toBe('invalid_input');
    expect(await park.refused(who, 'campaign', 'checkin.status', { month: '2026-13' })).toBe('invalid_input');
  });
});

describe('the seventh day', () => {
  it('brings a coupon that is in the wallet when the answer is there; repeats bring no second one', async () => {
    const who = await member();
    const results = await signDays(who, 1, 7);
    const last = results.at(-1);
    const [coupon] = await coupons(who);
    expect(last).toEqual({
      day: '2026-06-21',
      streak: 7,
      points: 35,
      rewards: [
        { kind: 'points', amount: 30 },
        { kind: 'coupon', couponId: coupon?.couponId },
      ],
    });
    const again = await park.answer(who, 'campaign', 'checkin.sign', {});
    expect(again).toMatchObject({ refusal: { code: 'already_signed', detail: last } });
    await cloud.timer('jobs');
    expect(await coupons(who)).toHaveLength(1);
    expect(await pointsOf(who)).toBe(75);
  });

  it('comes by the job where its own call was killed before it gave the coupon', async () => {
    const who = await member();
    await signDays(who, 1, 6);
    await cloud.clock.set(NOW + 6 * DAY_MS, false);
    await commitOnly(who);
    expect(await coupons(who)).toHaveLength(0);
    expect(await status(who)).toMatchObject({ signedToday: true, streak: 7 });
    await cloud.timer('jobs');
    expect(await coupons(who)).toHaveLength(1);
    expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
  });

  it('counts although the coupons are gone: the answer says that it follows, and with new stock it comes', async () => {
    const scarce = await park.offer({ stock: 1, audience: { openids: ['o-nobody'] } });
    await setUp('checkin', ladder(scarce));
    const early = await member();
    const late = await member();
    for (let n = 1; n <= 7; n++) {
      await cloud.clock.set(NOW + (n - 1) * DAY_MS, false);
      for (const who of [early, late]) await sign(who);
    }
    expect([await coupons(early), await coupons(late)]).toMatchObject([[{ offerId: scarce }], []]);
    const again = await park.answer(late, 'campaign', 'checkin.sign', {});
    expect(again).toMatchObject({
      refusal: {
        detail: { streak: 7, points: 35, rewards: [{ kind: 'points', amount: 30 }, { kind: 'coupon' }] },
      },
    });
    await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId: scarce, by: 10 });
    await cloud.clock.advance(60_000);
    await cloud.timer('jobs');
    expect(await coupons(late)).toHaveLength(1);
  });
});

describe('a day made up', () => {
  it('joins the runs and is done once, by two at once or a repeat', async () => {
    const who = await member();
    await signDays(who, 1, 2);
    await signDays(who, 4, 4);
    const [a, b] = await Promise.all(
      [1, 2].map(() => park.answer(who, 'campaign', 'checkin.makeUp', { day: '2026-06-17' })),
    );
    const value = { day: '2026-06-17', streak: 4, points: 10, rewards: [{ kind: 'points', amount: 10 }] };
    expect([a, b].filter((answer) => answer?.ok)).toMatchObject([{ value }]);
    expect([a, b].filter((answer) => !answer?.ok)).toMatchObject([{ refusal: { code: 'day_not_allowed' } }]);
    expect(await status(who)).toMatchObject({ streak: 4, cards: 1, madeUp: ['2026-06-17'] });
    expect(await pointsOf(who)).toBe(25);
  });
});

describe('the books', () => {
  it('hold every check-in once, and points whose sum is the balance', async () => {
    const who = await member();
    await signDays(who, 1, 2);
    await signDays(who, 4, 4);
    await park.ok(who, 'campaign', 'checkin.makeUp', { day: '2026-06-17' });
    await cloud.timer('jobs');
    await cloud.timer('jobs');
    const { db, keys } = await inside();
    const rows = await db.find('ledger', { memberId: keys.memberId(who) });
    const days = rows.flatMap((row) => (row.type === 'checkin' ? [[row.day, row.madeUp]] : []));
    expect(days.sort()).toEqual([
      ['2026-06-15', false],
      ['2026-06-16', false],
      ['2026-06-17', true],
      ['2026-06-18', false],
    ]);
    const deltas = rows.flatMap((row) => (row.type === 'points' ? [row.delta] : []));
    expect(deltas.sort((a, b) => a - b)).toEqual([5, 5, 5, 10]);
    expect(await pointsOf(who)).toBe(25);
    expect((await db.get('members', keys.memberId(who)))?.ob).toEqual([]);
  });
});

describe('the demo park', () => {
  it('has a member with a streak whose next day is today’s to sign, kept up from day to day', async () => {
    await cloud.reset('park');
    expect(await status('o-mia')).toMatchObject({
      signedToday: false,
      streak: 5,
      nextReward: { inDays: 1, points: 30, coupons: ['喂奶鱼奖励券'] },
    });
    const before = await pointsOf('o-mia');
    expect(before).toBe(35);
    expect(await sign('o-mia')).toMatchObject({ streak: 6 });
    await cloud.clock.set(NOW + 2 * DAY_MS);
    expect(await status('o-mia')).toMatchObject({ signedToday: false, streak: 7 });
    expect((await coupons('o-mia')).map(({ title }) => title)).toEqual(['喂奶鱼奖励券']);
    expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
  });
});
