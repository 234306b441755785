import { ulid } from 'ulid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import type { RoundId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let lottery: Lottery;
const [OPERATOR, SECOND] = ['o-operator', 'o-operator-2'];
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  lottery = new Lottery(park);
  const second = { openid: SECOND, name: '运营二', role: 'operator', stores: 'all', active: true };
  await park.ok(OPERATOR, 'admin', 'staff.save', second as never);
});
afterAll(() => cloud.stop());
beforeEach(() => cloud.clock.set(NOW, false));

const CLOSES = Date.parse('2026-06-15T20:00:00+08:00');
const AFTER = Date.parse('2026-06-17T09:30:00+08:00');
const at = (instant: number | string) => cloud.clock.set(instant, false);
const tick = () => cloud.timer('jobs');
const view = (roundId: RoundId) => park.ok('o-guest-20', 'campaign', 'lottery.round', { roundId });
const left = async (offerId: string) =>
  (await park.ok(OPERATOR, 'admin', 'offer.detail', { offerId } as never)).left;
let people = 0;
async function members(n: number): Promise<string[]> {
  const all = Array.from({ length: n }, () => `o-attacker-${people++}`);
  for (const who of all) await park.join(who, '小海星');
  return all;
}
let places = 0;
const place = () => `1012102${String(places++).padStart(2, '0')}`;
const sunny = (location: string) =>
  cloud.weather({
    location,
    day: '2026-06-16',
    hourly: Array.from({ length: 24 }, (_unused, hour) => ({ hour, icon: '100', precip: '0.0' })),
    precip: '0.0',
    tempMax: '31',
  });
async function books() {
  for (let i = 0; i < 2; i++) await tick();
  expect((await park.ok(OPERATOR, 'admin', 'stats.reconcile', {})).differences).toEqual([]);
}
const prizesOf = (offerId: string, count: number) =>
  [{ tier: 1, name: '喂奶鱼', count, value: 990, offerId }] as never;
const voided = (roundId: RoundId, who: string = OPERATOR) =>
  park.answer(who, 'admin', 'lottery.void', { roundId, reason: '台风' });
const guess = (who: string, roundId: RoundId, answer: 'sunny' | 'rainy', requestId?: string) =>
  park.insist(who, 'campaign', 'lottery.guess', { roundId, answer }, requestId);

describe('publishing a round', () => {
  it('many times at one instant reserves its coupons once', async () => {
    const offerId = await park.offer({ stock: 50 });
    for (let i = 0; i < 4; i++) {
      const before = await left(offerId);
      const roundId = await lottery.saved({ prizes: prizesOf(offerId, 5), location: place() });
      const publish = (as: string) => park.insist(as, 'admin', 'lottery.publish', { roundId });
      const answers = await Promise.all([OPERATOR, SECOND, OPERATOR, SECOND].map(publish));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(before - (await left(offerId))).toBe(5);
    }
  });
});

describe('a void', () => {
  it('is possible until the weather is known, and gives the coupons back whatever the state was', async () => {
    const [who] = (await members(1)) as [string];
    const offerId = await park.offer({ stock: 3 });
    const round = (over: Partial<RoundDraft> = {}) =>
      lottery.round({ prizes: prizesOf(offerId, 3), location: place(), ...over });
    const draft = await lottery.saved();
    expect(await voided(draft)).toMatchObject({ refusal: { code: 'wrong_round_status' } });
    const scheduled = await round({ opensAt: NOW + 60_000 });
    for (const as of ['o-analyst', 'o-manager', 'o-clerk-north', who])
      expect(await voided(scheduled, as)).toMatchObject({ refusal: { code: 'not_allowed' } });
    const over = async (roundId: RoundId) => {
      expect(await voided(roundId)).toMatchObject({ ok: true });
      await tick();
      expect(await left(offerId)).toBe(3);
      expect(await view(roundId)).toMatchObject({ status: 'void', voided: { text: '台风' } });
      expect(await guess(who, roundId, 'sunny')).toMatchObject({ refusal: { code: 'round_not_open' } });
      expect(await voided(roundId)).toMatchObject({ refusal: { code: 'wrong_round_status' } });
    };
    await over(scheduled);
    const open = await round();
    const requestId = ulid();
    const first = await guess(who, open, 'sunny', requestId);
    await over(open);
    expect(await guess(who, open, 'sunny', requestId)).toEqual({ ...first, serverTime: expect.any(Number) });
    const closed = await round();
    await at(AFTER);
    expect(await view(closed)).toMatchObject({ status: 'closed' });
    await over(closed);
    await books();
  });

  it('in the middle of closing leaves a repeated guess its answer', async () => {
    const [who] = (await members(1)) as [string];
    const roundId = await lottery.round({ location: place() });
    await at(CLOSES - 30_000);
    const requestId = ulid();
    const first = await guess(who, roundId, 'sunny', requestId);
    // The closing job was killed right after its first write.
    const rounds = loadSdk(`${cloud.url}/admin`).database().collection('rounds');
    await rounds.doc(roundId).update({ data: { closingAt: CLOSES } });
    await at(CLOSES);
    expect(await voided(roundId)).toMatchObject({ ok: true });
    const again = await park.answer(
      who,
      'campaign',
      'lottery.guess',
      { roundId, answer: 'sunny' },
      requestId,
    );
    expect(again).toEqual({ ...first, serverTime: expect.any(Number) });
  });
});

describe('a guess that came too late', () => {
  it('stays refused when its phone repeats it', async () => {
    const [who] = (await members(1)) as [string];
    const location = place();
    const roundId = await lottery.round({ location });
    await guess(who, roundId, 'sunny');
    await at(CLOSES);
    await tick();
    expect(await view(roundId)).toMatchObject({ entries: 1, entriesRoot: expect.any(String) });
    // Its call began before closing and came to its end after it.
    await at(CLOSES - 1000);
    const requestId = ulid();
    for (let i = 0; i < 2; i++)
      expect(await guess(who, roundId, 'rainy', requestId)).toMatchObject({
        refusal: { code: 'round_not_open' },
      });
    const { entries } = await park.ok(who, 'campaign', 'lottery.mine', {});
    expect(entries.find((one) => one.roundId === roundId)).toMatchObject({ answer: 'sunny' });
  });
});

describe('operators', () => {
  it('at one instant settle once; figures are read as they are cut', async () => {
    const [who] = (await members(1)) as [string];
    const location = place();
    const roundId = await lottery.round({ location });
    await guess(who, roundId, 'rainy');
    await cloud.weather({ location, day: '2026-06-16', missing: true });
    await at(AFTER);
    await tick();
    const say = (as: string, precip: number, sky: 'rainy' | 'sunny') =>
      park.insist(as, 'admin', 'lottery.observe', { roundId, precip, sky, reason: '观测站' });
    // What counts is 0.1 mm, which is rain.
    expect(await say(OPERATOR, 0.0999999, 'sunny')).toMatchObject({ refusal: { code: 'invalid_input' } });
    for (const as of ['o-analyst', 'o-manager', 'o-clerk-north', who])
      expect(await say(as, 1, 'rainy')).toMatchObject({ refusal: { code: 'not_allowed' } });
    const both = await Promise.all([say(OPERATOR, 1.25, 'rainy'), say(SECOND, 1.21, 'rainy')]);
    const said = both.map((answer) => answer.ok && answer.value.status).sort();
    expect(said).toEqual(['settled', 'waiting']);
    expect(await view(roundId)).toMatchObject({ observation: { precip: 1.2, source: 'operators' } });
    await tick();
    expect(await view(roundId)).toMatchObject({ status: 'drawn', drawn: { winners: 1 } });
  });
});

describe('coupons as prizes', () => {
  it('of an offer that is stopped and claimed up arrive; rolled over, they are the next round’s', async () => {
    const [who, wrong] = (await members(2)) as [string, string];
    const offerId = await park.offer({ stock: 2, perMember: 1 });
    const location = place();
    const first = await lottery.round({ prizes: prizesOf(offerId, 1), location });
    await guess(wrong, first, 'rainy');
    await sunny(location);
    await at(AFTER);
    await tick();
    expect(await view(first)).toMatchObject({ drawn: { among: 'rollover', winners: 0 } });
    await at(NOW);
    const second = await lottery.round({ prizes: prizesOf(offerId, 1), location });
    await park.claim(who, offerId);
    expect(await park.refused(wrong, 'wallet', 'coupon.claim', { offerId })).toBe('sold_out');
    await guess(who, second, 'sunny');
    await park.ok(OPERATOR, 'admin', 'offer.stop', { offerId });
    await at(AFTER);
    await tick();
    const { wins } = await park.ok(who, 'campaign', 'lottery.mine', {});
    expect(wins).toMatchObject([{ roundId: second, status: 'issued' }]);
    const { items } = await park.ok(who, 'wallet', 'coupon.list', {});
    expect(items.filter((one) => one.offerId === offerId)).toHaveLength(2);
    await books();
  });
});

describe('a thing that was won', () => {
  it('is claimed once at the last instant, whatever comes at the same time', async () => {
    const all = await members(4);
    const location = place();
    const roundId = await lottery.round({ location, noWinner: 'all', claimDays: 1 });
    for (const who of all) await guess(who, roundId, 'sunny');
    await sunny(location);
    await at(AFTER);
    await tick();
    const winsOf = async (who: string) => (await park.ok(who, 'campaign', 'lottery.mine', {})).wins;
    const held = await Promise.all(all.map(async (who) => ({ who, wins: await winsOf(who) })));
    const winner = held.find(({ wins }) => wins.length > 0);
    const winId = winner?.wins[0]?.winId as never;
    const { claimUntil } = (await view(roundId)).drawn as { claimUntil: number };
    // The end of the park day after the draw.
    expect(claimUntil).toBe(Date.parse('2026-06-19T00:00:00+08:00'));
    const claim = (who: string, requestId?: string) =>
      park.insist(who, 'campaign', 'lottery.claim', { winId }, requestId);
    const other = all.find((who) => who !== winner?.who) as string;
    expect(await claim(other)).toMatchObject({ refusal: { code: 'not_found' } });
    await at(claimUntil - 1);
    const requestId = ulid();
    const answers = await Promise.all([
      claim(winner?.who as string, requestId),
      claim(winner?.who as string),
      tick().then(() => ({ ok: true })),
    ]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await at(claimUntil + 30 * 86_400_000);
    await tick();
    expect(await claim(winner?.who as string, requestId)).toMatchObject({ value: { status: 'claimed' } });
    const { items } = await park.ok('o-guest-20', 'campaign', 'lottery.winners', { roundId });
    expect(items).toHaveLength(1);
    // Who leaves gives it up, address and all, and the next is called.
    await park.ok(winner?.who as string, 'member', 'member.erase', { confirm: true, forfeit: true });
    await tick();
    const next = await park.ok('o-guest-20', 'campaign', 'lottery.winners', { roundId });
    expect(next.items).toMatchObject([{ alternate: true }]);
    expect(await park.refused(winner?.who as string, 'campaign', 'lottery.claim', { winId })).toBe(
      'member_required',
    );
  });

  it('and not claimed in time is nobody’s from that instant on, be there a job or not', async () => {
    const [who] = (await members(1)) as [string];
    const location = place();
    const roundId = await lottery.round({ location, claimDays: 1 });
    await guess(who, roundId, 'sunny');
    await sunny(location);
    await at(AFTER);
    await tick();
    const { claimUntil } = (await view(roundId)).drawn as { claimUntil: number };
    await at(claimUntil);
    const { items } = await park.ok(who, 'campaign', 'lottery.winners', { roundId });
    expect(items).toEqual([]);
  });
});
