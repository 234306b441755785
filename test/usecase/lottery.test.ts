import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DrawProof } from '../../shared-types/contract/lottery.ts';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import type { RoundId } from '../../shared-types/ids.ts';
import { parkDayOf } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
let lottery: Lottery;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  lottery = new Lottery(park);
});
afterAll(() => cloud.stop());
beforeEach(() => cloud.clock.set(NOW, false));

const CLOSES = Date.parse('2026-06-15T20:00:00+08:00');
/** The morning after D, when the weather is known. */
const AFTER = Date.parse('2026-06-17T09:30:00+08:00');
const at = (instant: number | string) => cloud.clock.set(instant, false);
const tick = () => cloud.timer('jobs');
const view = (roundId: RoundId, who = 'o-guest-20') => park.ok(who, 'campaign', 'lottery.round', { roundId });
const proofOf = (roundId: RoundId, entryNo?: string): Promise<DrawProof> =>
  park.ok('o-guest-20', 'campaign', 'lottery.proof', entryNo ? { roundId, entryNo } : { roundId });
let people = 0;
async function members(n: number): Promise<string[]> {
  const all = Array.from({ length: n }, () => `o-guesser-${people++}`);
  for (const who of all) await park.join(who, '小海星');
  return all;
}
const hours = (icon: string, precip = '0.0') =>
  Array.from({ length: 24 }, (_unused, hour) => ({ hour, icon, precip }));
let places = 0;
/** A place of its own, so that no two tests have the same weather. */
const place = () => `1012101${String(places++).padStart(2, '0')}`;
/** A round whose day was sunny, with so many guesses: every third is right. */
async function drawn(over: Partial<RoundDraft>, guessers: string[]): Promise<RoundId> {
  const location = place();
  const roundId = await lottery.round({ location, ...over });
  for (const [i, who] of guessers.entries())
    await lottery.guess(who, roundId, i % 3 === 0 ? 'sunny' : i % 3 === 1 ? 'cloudy' : 'rainy');
  await cloud.weather({ location, day: '2026-06-16', hourly: hours('100'), precip: '0.0', tempMax: '31' });
  await at(AFTER);
  await tick();
  return roundId;
}
/** In a process of its own, which has nothing of the server: its exit code and what it said. */
function verified(proof: DrawProof, entries?: string): { code: number; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  const files = [
    join(folder, 'proof.json'),
    ...(entries === undefined ? [] : [join(folder, 'entries.json')]),
  ];
  writeFileSync(files[0] as string, JSON.stringify(proof));
  if (files[1]) writeFileSync(files[1], entries ?? '');
  try {
    const said = execFileSync(process.execPath, ['docs/draw/verify-draw.mjs', ...files], { stdio: 'pipe' });
    return { code: 0, said: said.toString() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { code: status, said: stderr.toString() };
  }
}

describe('a guess', () => {
  it('is one a member and round, and may be changed until the round closes', async () => {
    const [who, other] = (await members(2)) as [string, string];
    const roundId = await lottery.round();
    const first = await lottery.guess(who, roundId, 'sunny');
    const second = await lottery.guess(who, roundId, 'rainy');
    expect(second).toEqual(first);
    await lottery.guess(other, roundId, 'cloudy');
    const mine = await park.ok(who, 'campaign', 'lottery.mine', {});
    expect(mine.entries).toMatchObject([{ roundId, answer: 'rainy', ...first }]);
    const [{ ticketHash, pseudonym, salt }] = mine.entries as [(typeof mine.entries)[0]];
    expect(createHash('sha256').update(`${roundId}|${pseudonym}|${salt}`).digest('hex')).toBe(ticketHash);
    expect(await view(roundId, who)).toMatchObject({ status: 'open', entries: 2, mine: { answer: 'rainy' } });
    await at(CLOSES - 1);
    expect(await lottery.guess(who, roundId, 'cloudy')).toEqual(first);
    await at(CLOSES);
    expect(await view(roundId)).toMatchObject({ status: 'closed', entries: 2, mine: null });
    expect(await park.refused(who, 'campaign', 'lottery.guess', { roundId, answer: 'sunny' })).toBe(
      'round_not_open',
    );
  });

  it('is for members, of the audience, in time, and of an answer that fits', async () => {
    const [who] = (await members(1)) as [string];
    const refusal = (as: string, roundId: RoundId, answer: 'sunny' | 'above' = 'sunny') =>
      park.refused(as, 'campaign', 'lottery.guess', { roundId, answer });
    const roundId = await lottery.round();
    expect(await refusal('o-guest-19', roundId)).toBe('member_required');
    expect(await refusal(who, roundId, 'above')).toBe('invalid_input');
    expect(await refusal(who, 'rnd_none' as RoundId)).toBe('not_found');
    expect(await refusal(who, await lottery.saved())).toBe('not_found');
    const later = await lottery.round({ opensAt: NOW + 60_000 });
    expect(await refusal(who, later)).toBe('round_not_open');
    expect(await view(later)).toMatchObject({ status: 'scheduled' });
    expect(await refusal(who, await lottery.round({ audience: { tierAtLeast: 'gold' } }))).toBe(
      'not_eligible',
    );
    const warm = await lottery.round({ question: { type: 'maxTemp', above: 30 } });
    await lottery.guess(who, warm, 'above');
    const off = await lottery.round();
    await park.ok('o-operator', 'admin', 'lottery.void', { roundId: off, reason: '设备故障' });
    expect(await refusal(who, off)).toBe('round_not_open');
  });

  it('is one entry, whoever comes at once with how many answers', async () => {
    const [who] = (await members(1)) as [string];
    const roundId = await lottery.round();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_unused, i) =>
        park.insist(who, 'campaign', 'lottery.guess', { roundId, answer: i % 2 ? 'sunny' : 'rainy' }, ulid()),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer.ok && answer.value))).size).toBe(1);
    expect((await view(roundId)).entries).toBe(1);
  });

  it('is in the round that closes first, if several are open', async () => {
    const soon = await lottery.round({ closesAt: NOW + 60_000 });
    await lottery.round({ closesAt: NOW + 120_000 });
    expect((await park.ok('o-guest-20', 'campaign', 'lottery.current', {}))?.roundId).toBe(soon);
  });
});

describe('a round', () => {
  it('shows the sky of the moment while it is to be guessed, and does without where the provider is down', async () => {
    const at = async (location: string) => {
      const roundId = await lottery.round({ location });
      return (await park.ok('o-mia', 'campaign', 'lottery.round', { roundId })).sky;
    };
    const day = parkDayOf(NOW);
    const hourly = Array.from({ length: 24 }, (_unused, hour) => ({
      hour,
      icon: '101',
      text: '多云',
      temp: '26',
    }));
    await cloud.send('POST', '/local/weather', { location: 'sky-1', day, hourly });
    await cloud.send('POST', '/local/weather', { location: 'sky-2', day, down: true });
    expect(await at('sky-1')).toEqual({ text: '多云', temp: 26 });
    expect(await at('sky-2')).toBeUndefined();
  });

  it('goes from its rules to a proof that a stranger can check', async () => {
    const guessers = await members(12);
    const prizes = [
      { tier: 1, name: '海豚毛绒玩具', count: 1, value: 9900 },
      { tier: '安慰奖', name: '贴纸', count: 2, value: 100 },
    ] as never;
    const location = place();
    const roundId = await lottery.round({ prizes, location });
    const open = await view(roundId);
    for (const [i, who] of guessers.entries())
      await lottery.guess(who, roundId, i % 3 === 0 ? 'sunny' : 'rainy');
    expect(await park.refused('o-guest-20', 'campaign', 'lottery.proof', { roundId })).toBe(
      'proof_not_ready',
    );

    await at(CLOSES);
    await tick();
    const closed = await view(roundId);
    expect(closed).toMatchObject({
      status: 'closed',
      entries: 12,
      entriesRoot: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(closed)).not.toContain('serverSeed');

    await cloud.weather({ location, day: '2026-06-16', hourly: hours('100'), precip: '0.0', tempMax: '31' });
    await at(AFTER);
    await tick();
    const over = await view(roundId);
    expect(over).toMatchObject({
      status: 'drawn',
      answer: 'sunny',
      observation: { sky: 'sunny', precip: 0, maxTemp: 31, source: 'qweather' },
      drawn: { among: 'correct', candidates: 4, winners: 3, beacon: false },
      commit: open.commit,
      rulesHash: open.rulesHash,
      entriesRoot: closed.entriesRoot,
    });

    const mine = await park.ok(guessers[0] as string, 'campaign', 'lottery.mine', {});
    const own = mine.entries[0] as (typeof mine.entries)[0];
    const proof = await proofOf(roundId, own.entryNo);
    expect(verified(proof)).toMatchObject({ code: 0 });
    expect(proof.path?.entry).toEqual({ entryNo: own.entryNo, ticketHash: own.ticketHash, answer: 'sunny' });
    expect(proof.winners.map(({ name }) => name)).toEqual(['海豚毛绒玩具', '贴纸', '贴纸']);
    const said = JSON.stringify(proof);
    for (const nobody of ['mbr_', 'o-guesser', '小海星', own.salt, own.pseudonym])
      expect(said).not.toContain(nobody);
    const [first, ...rest] = proof.winners as [DrawProof['winners'][0], ...DrawProof['winners']];
    const stolen = {
      ...proof,
      winners: [{ ...first, entryNo: own.entryNo === first.entryNo ? 'X' : own.entryNo }, ...rest],
    };
    expect(verified(stolen)).toMatchObject({ code: 1, said: expect.stringContaining('BROKEN winners') });

    const { items } = await park.ok('o-guest-20', 'campaign', 'lottery.winners', { roundId });
    expect(items.map(({ entryNo }) => entryNo)).toEqual(proof.winners.map(({ entryNo }) => entryNo));
    expect(items.every(({ name }) => name === '小**')).toBe(true);
    expect(await park.refused('o-guest-20', 'campaign', 'lottery.proof', { roundId, entryNo: 'X' })).toBe(
      'not_found',
    );
  });

  it('gives coupon prizes by themselves, from what it reserved, and what nobody won goes back', async () => {
    const offerId = await park.offer({ stock: 5, perMember: 1 });
    const guessers = await members(5);
    const prizes = [{ tier: 1, name: '喂奶鱼', count: 4, value: 990, offerId }] as never;
    const roundId = await drawn({ prizes }, guessers);
    // Two of five were right.
    expect(await view(roundId)).toMatchObject({ drawn: { candidates: 2, winners: 2 } });
    const held = await Promise.all(
      guessers.map(async (who) => {
        const { items } = await park.ok(who, 'wallet', 'coupon.list', {});
        const { wins } = await park.ok(who, 'campaign', 'lottery.mine', {});
        return { coupons: items.map(({ couponId }) => couponId), wins };
      }),
    );
    expect(held.map(({ coupons }) => coupons.length)).toEqual([1, 0, 0, 1, 0]);
    for (const { coupons, wins } of held)
      if (coupons.length > 0)
        expect(wins).toMatchObject([{ status: 'issued', couponId: coupons[0], kind: 'coupon' }]);
    // Two units came back, and one was never reserved.
    const { left } = await park.ok('o-operator', 'admin', 'offer.detail', { offerId });
    expect(left).toBe(3);
    for (let i = 0; i < 2; i++) await tick();
    const books = await park.ok('o-operator', 'admin', 'stats.reconcile', {});
    expect(books.offers.find((row) => row.offerId === offerId)).toMatchObject({
      stock: 5,
      issued: 2,
      unused: 2,
    });
    expect(books.differences).toEqual([]);
  });

  it('takes a claim with an address, hands it over, and calls alternates for what nobody claimed', async () => {
    const guessers = await members(9);
    const prizes = [{ tier: 1, name: '海豚毛绒玩具', count: 2, value: 9900 }] as never;
    const roundId = await drawn({ prizes, claimDays: 3 }, guessers);
    const winsOf = async (who: string) => (await park.ok(who, 'campaign', 'lottery.mine', {})).wins;
    const all = async () =>
      (
        await Promise.all(guessers.map(async (who) => (await winsOf(who)).map((win) => ({ who, win }))))
      ).flat();
    const [one, two] = (await all()) as [
      Awaited<ReturnType<typeof all>>[0],
      Awaited<ReturnType<typeof all>>[0],
    ];
    expect(one.win).toMatchObject({ status: 'to_claim', kind: 'physical', alternate: false });
    const address = { name: '小海星', phone: '13800138000', detail: '海滨路 1 号' };
    const claim = (who: string, winId: typeof one.win.winId) =>
      park.answer(who, 'campaign', 'lottery.claim', { winId, address });
    expect(await claim(two.who, one.win.winId)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await claim(one.who, one.win.winId)).toMatchObject({
      value: { status: 'claimed', delivery: 'address' },
    });
    const { items } = await park.ok('o-operator', 'admin', 'lottery.deliveries', {});
    const row = items.find(({ winId }) => winId === one.win.winId);
    expect(row).toMatchObject({ address, winner: '小**', status: 'claimed', name: '海豚毛绒玩具' });
    expect(await park.refused('o-analyst', 'admin', 'lottery.deliveries', {})).toBe('not_allowed');
    await park.ok('o-operator', 'admin', 'lottery.delivered', { winId: one.win.winId });
    expect(await claim(one.who, one.win.winId)).toMatchObject({ refusal: { code: 'claim_closed' } });

    // The window ends; the other one has not claimed.
    const { claimUntil } = (await view(roundId)).drawn as { claimUntil: number };
    await at(claimUntil - 1);
    await tick();
    expect(await all()).toHaveLength(2);
    await at(claimUntil);
    expect(await claim(two.who, two.win.winId)).toMatchObject({ refusal: { code: 'claim_closed' } });
    await tick();
    const later = await all();
    expect(later).toHaveLength(3);
    const called = later.find(({ win }) => win.alternate);
    expect(called?.win).toMatchObject({ status: 'to_claim', name: '海豚毛绒玩具' });
    const proof = await proofOf(roundId);
    expect(proof.winners).toHaveLength(2);
    expect(proof.alternates).toEqual([called?.win.entryNo]);
    expect(verified(proof)).toMatchObject({ code: 0 });
    const listed = await park.ok('o-guest-20', 'campaign', 'lottery.winners', { roundId });
    expect(listed.items.map(({ entryNo }) => entryNo).sort()).toEqual(
      [one.win.entryNo, called?.win.entryNo].sort(),
    );
    expect(await claim(called?.who ?? '', called?.win.winId as never)).toMatchObject({
      value: { status: 'claimed' },
    });
    // Nothing more comes of it.
    await at(claimUntil + 9 * 86_400_000);
    await tick();
    expect(await all()).toHaveLength(3);
  });

  it('tells who asked for it, in the hours for it, and nobody twice', async () => {
    const [won, lost, silent] = (await members(3)) as [string, string, string];
    const [elsewhere] = (await members(1)) as [string];
    const templates = [{ key: 'lottery_result', accepted: true }];
    for (const who of [won, lost, elsewhere]) await park.ok(who, 'member', 'member.credit', { templates });
    const location = place();
    const roundId = await lottery.round({ location });
    await lottery.guess(won, roundId, 'sunny');
    await lottery.guess(lost, roundId, 'rainy');
    await lottery.guess(silent, roundId, 'rainy');
    await cloud.weather({ location, day: '2026-06-16', hourly: hours('100'), precip: '0.0' });
    await cloud.messages.clear();
    // Drawn at night, told in the morning.
    await at('2026-06-17T00:05:00+08:00');
    await tick();
    expect((await view(roundId)).status).toBe('drawn');
    expect(await cloud.messages.get()).toEqual([]);
    await at('2026-06-17T09:00:00+08:00');
    for (let i = 0; i < 2; i++) await tick();
    const told = (await cloud.messages.get()).map(({ touser, data }) => [
      touser,
      (data as { thing2: { value: string } }).thing2.value,
    ]);
    expect(Object.fromEntries(told)).toEqual({
      [won]: '中奖了：海豚毛绒玩具',
      [lost]: '已开奖，点开看看结果',
    });
    expect(told).toHaveLength(2);
  });

  it('keeps the entry of who leaves as a number, and calls the next for what they would have won', async () => {
    const guessers = await members(2);
    const location = place();
    const roundId = await lottery.round({ location, noWinner: 'all' });
    for (const who of guessers) await lottery.guess(who, roundId, 'rainy');
    const [early] = (await members(1)) as [string];
    await lottery.guess(early, roundId, 'rainy');
    const erase = (who: string) => park.ok(who, 'member', 'member.erase', { confirm: true, forfeit: true });
    await erase(early);
    expect((await view(roundId)).entries).toBe(2);
    await at(CLOSES);
    await tick();
    const [leaver, stayer] = guessers as [string, string];
    await erase(leaver);
    await cloud.weather({ location, day: '2026-06-16', hourly: hours('100'), precip: '0.0' });
    await at(AFTER);
    await tick();
    const proof = await proofOf(roundId);
    expect(proof).toMatchObject({ entriesCount: 2, among: 'all', candidates: 2 });
    expect(verified(proof)).toMatchObject({ code: 0 });
    // Whoever of the two was drawn, the one who is still there has it.
    const { wins } = await park.ok(stayer, 'campaign', 'lottery.mine', {});
    expect(wins).toMatchObject([{ status: 'to_claim' }]);
    const { items } = await park.ok('o-guest-20', 'campaign', 'lottery.winners', { roundId });
    expect(items.map(({ entryNo }) => entryNo)).toEqual([wins[0]?.entryNo]);
  });

  it('of more than 5,000 entries has them in a file, and everybody finds the own one by its way', async () => {
    const [who] = (await members(1)) as [string];
    const location = place();
    const roundId = await lottery.round({ location });
    await lottery.fill(roundId, 5000);
    const { entryNo, ticketHash } = await lottery.guess(who, roundId, 'cloudy');
    await cloud.weather({ location, day: '2026-06-16', hourly: hours('100'), precip: '0.0' });
    await at(AFTER);
    await tick();
    const proof = await proofOf(roundId, entryNo);
    expect(proof).toMatchObject({ entriesCount: 5001, candidates: 1667, path: { index: 5000 } });
    expect(proof.entries).toBeUndefined();
    expect(proof.path?.entry).toEqual({ entryNo, ticketHash, answer: 'cloudy' });
    const file = await (await fetch(proof.entriesUrl ?? '')).text();
    expect(createHash('sha256').update(file).digest('hex')).toBe(proof.entriesSha256);
    expect(JSON.parse(file)).toHaveLength(5001);
    expect(verified(proof, file)).toMatchObject({ code: 0 });
    expect(verified(proof)).toMatchObject({ code: 1, said: expect.stringContaining('second argument') });
    expect(verified(proof, file.replace('"rainy"', '"sunny"')).said).toContain('BROKEN root');
  });

  it('without a right guess gives the prizes back, or draws among all, as it said', async () => {
    const guessers = await members(3);
    const offerId = await park.offer({ stock: 2 });
    const prizes = [{ tier: 1, name: '喂奶鱼', count: 2, value: 990, offerId }] as never;
    const wrong = async (noWinner: 'rollover' | 'all') => {
      const location = place();
      const roundId = await lottery.round({ prizes, noWinner, location });
      for (const who of guessers) await lottery.guess(who, roundId, 'rainy');
      await cloud.weather({ location, day: '2026-06-16', hourly: hours('101'), precip: '0.0' });
      await at(AFTER);
      await tick();
      return roundId;
    };
    const back = await wrong('rollover');
    expect(await view(back)).toMatchObject({ status: 'drawn', drawn: { among: 'rollover', winners: 0 } });
    expect((await park.ok('o-operator', 'admin', 'offer.detail', { offerId })).left).toBe(2);
    await at(NOW);
    const all = await wrong('all');
    expect(await view(all)).toMatchObject({ drawn: { among: 'all', candidates: 3, winners: 2 } });
    for (const roundId of [back, all]) expect(verified(await proofOf(roundId))).toMatchObject({ code: 0 });
  });

  it('of nobody is drawn among nobody', async () => {
    const roundId = await drawn({}, []);
    expect(await view(roundId)).toMatchObject({ status: 'drawn', entries: 0, drawn: { winners: 0 } });
    expect(verified(await proofOf(roundId))).toMatchObject({ code: 0 });
  });

  it('is void when no weather is to be had until D+9, and its reserve goes back', async () => {
    const offerId = await park.offer({ stock: 1 });
    const prizes = [{ tier: 1, name: '喂奶鱼', count: 1, value: 990, offerId }] as never;
    const location = place();
    const roundId = await lottery.round({ prizes, location });
    await cloud.weather({ location, day: '2026-06-16', down: true });
    await at(AFTER);
    await tick();
    expect(await view(roundId)).toMatchObject({ status: 'closed' });
    const desk = await park.ok('o-operator', 'admin', 'lottery.detail', { roundId });
    expect(desk.lastTry).toEqual({ at: AFTER, why: 'down' });
    // An hour later, and not before, it is asked again.
    await cloud.weather({ location, day: '2026-06-16', missing: true });
    await at(AFTER + 59 * 60_000);
    await tick();
    expect((await park.ok('o-operator', 'admin', 'lottery.detail', { roundId })).lastTry?.at).toBe(AFTER);
    await at('2026-06-24T23:59:00+08:00');
    await tick();
    expect(await view(roundId)).toMatchObject({ status: 'closed' });
    await at('2026-06-25T01:30:00+08:00');
    await tick();
    expect(await view(roundId)).toMatchObject({ status: 'void', voided: { reason: 'no_observation' } });
    expect((await park.ok('o-operator', 'admin', 'offer.detail', { offerId })).left).toBe(1);
    expect(await park.refused('o-guest-20', 'campaign', 'lottery.proof', { roundId })).toBe(
      'proof_not_ready',
    );
  });

  it('is settled by two operators who say the same, and by nobody alone', async () => {
    const second = 'o-operator-2';
    const staff = {
      openid: second,
      name: '运营二',
      role: 'operator' as const,
      stores: 'all' as const,
      active: true,
    };
    await park.ok('o-operator', 'admin', 'staff.save', staff);
    const [who] = (await members(1)) as [string];
    const location = place();
    const roundId = await lottery.round({ location });
    await lottery.guess(who, roundId, 'rainy');
    await cloud.weather({ location, day: '2026-06-16', missing: true });
    const say = (as: string, over = {}) =>
      park.answer(as, 'admin', 'lottery.observe', {
        roundId,
        precip: 3.2,
        sky: 'rainy',
        reason: '观测站',
        ...over,
      });
    expect(await say('o-operator')).toMatchObject({ refusal: { code: 'wrong_round_status' } });
    await at(CLOSES);
    await tick();
    expect(await say('o-operator')).toMatchObject({ refusal: { code: 'wrong_round_status' } });
    await at(AFTER);
    await tick();
    expect(await say('o-analyst')).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await say('o-operator', { sky: 'sunny' })).toMatchObject({ refusal: { code: 'invalid_input' } });
    expect(await say('o-operator')).toMatchObject({ value: { status: 'waiting' } });
    expect(await say('o-operator')).toMatchObject({ value: { status: 'waiting' } });
    const read = (as: string) => park.ok(as, 'admin', 'lottery.detail', { roundId });
    const mine = { me: true, seen: { precip: 3.2, sky: 'rainy', maxTemp: null, reason: '观测站' } };
    expect(await read('o-operator')).toMatchObject({ entered: [mine], differ: false });
    // Who reads it off second, or only looks, does not read it here: neither the figures nor the reason.
    for (const as of [second, 'o-analyst']) {
      const { entered, log } = await read(as);
      expect(entered).toMatchObject([{ me: false, seen: null }]);
      expect(JSON.stringify([entered, log])).not.toMatch(/3\.2|rainy|观测站/);
    }
    const trail = async () =>
      (await park.ok(second, 'admin', 'audit.list', { kind: 'round', subject: roundId })).items.filter(
        ({ did }) => did === 'observed',
      );
    expect(new Set((await trail()).map(({ reason }) => reason))).toEqual(new Set([null]));
    expect(await say(second, { precip: 4 })).toMatchObject({ value: { status: 'waiting' } });
    expect(await read('o-operator')).toMatchObject({ entered: [mine, { seen: null }], differ: true });
    expect(await read(second)).toMatchObject({
      entered: [{ seen: null }, { me: true, seen: { precip: 4 } }],
    });
    expect(await say(second)).toMatchObject({ value: { status: 'settled' } });
    expect(await read('o-analyst')).toMatchObject({
      entered: [{ seen: { precip: 3.2 } }, { seen: { reason: '观测站' } }],
      differ: false,
    });
    expect(new Set((await trail()).map(({ reason }) => reason))).toEqual(new Set(['观测站']));
    expect(await view(roundId)).toMatchObject({
      status: 'settled',
      observation: { source: 'operators', precip: 3.2 },
    });
    await tick();
    expect(await view(roundId)).toMatchObject({ status: 'drawn', answer: 'rainy', drawn: { winners: 1 } });
    expect(await park.refused('o-operator', 'admin', 'lottery.void', { roundId, reason: '反悔' })).toBe(
      'wrong_round_status',
    );
    const proof = await proofOf(roundId);
    expect(verified(proof)).toMatchObject({ code: 0 });
    expect(proof.note).toContain('two operators');
  });

  it('keeps what it promised: nothing changes after publishing, and no promise is half made', async () => {
    const offerId = await park.offer({ stock: 1 });
    const prizes = [{ tier: 1, name: '喂奶鱼', count: 2, value: 990, offerId }] as never;
    const publish = (roundId: RoundId) => park.answer('o-operator', 'admin', 'lottery.publish', { roundId });
    const tooFew = await lottery.saved({ prizes });
    expect(await publish(tooFew)).toMatchObject({
      refusal: { code: 'rules_incomplete', detail: { missing: ['stock'] } },
    });
    expect((await park.ok('o-operator', 'admin', 'offer.detail', { offerId })).left).toBe(1);
    const bare = await park.ok('o-operator', 'admin', 'lottery.save', {
      title: '空的',
      city: '杭州',
      location: '101210101',
      day: '2026-06-16',
      question: { type: 'sky' },
      noWinner: 'all',
    });
    expect(await publish(bare.roundId)).toMatchObject({
      refusal: {
        code: 'rules_incomplete',
        detail: { missing: ['closesAt', 'prizes', 'organiser', 'claimDays'] },
      },
    });
    const roundId = await lottery.round();
    expect(await publish(roundId)).toMatchObject({ refusal: { code: 'already_published' } });
    const { spec, version } = await park.ok('o-operator', 'admin', 'lottery.detail', { roundId });
    expect(version).toBe(1);
    const save = { roundId, ...spec, title: '别的' } as never;
    expect(await park.refused('o-operator', 'admin', 'lottery.save', save)).toBe('already_published');
    // A draft that nobody published is dropped when its closing comes.
    await at(AFTER);
    await tick();
    expect((await park.ok('o-operator', 'admin', 'lottery.detail', { roundId: tooFew })).status).toBe(
      'draft',
    );
  });
});
