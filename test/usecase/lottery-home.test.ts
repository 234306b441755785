import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoundId } from '../../shared-types/ids.ts';
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
const home = (who: string) => park.ok(who, 'member', 'member.me', {});

describe('the lottery at home', () => {
  it('tells a winner what waits and until when, each how yesterday was, and a guest nothing', async () => {
    await park.join('o-won', '赢家');
    await park.join('o-wrong', '没猜中');
    const roundId = await lottery.round({ location: '101210199' });
    await lottery.guess('o-won', roundId, 'sunny');
    await lottery.guess('o-wrong', roundId, 'rainy');
    expect((await home('o-won')).lottery).toEqual({ claim: null, result: null });
    const hourly = Array.from({ length: 24 }, (_unused, hour) => ({ hour, icon: '100', precip: '0.0' }));
    await cloud.weather({ location: '101210199', day: '2026-06-16', hourly, precip: '0.0', tempMax: '31' });
    await cloud.clock.set(Date.parse('2026-06-17T09:30:00+08:00'), false);
    await cloud.timer('jobs');

    const drawn = (await park.ok('o-won', 'campaign', 'lottery.round', { roundId })).drawn;
    const drawnOf = { candidates: 1, winners: 1 };
    const before = await home('o-won');
    expect(before.lottery).toEqual({
      claim: { name: '海豚毛绒玩具', until: drawn?.claimUntil, count: 1 },
      result: { roundId, day: '2026-06-16', right: true, prize: '海豚毛绒玩具', ...drawnOf },
    });
    expect((await home('o-wrong')).lottery).toEqual({
      claim: null,
      result: { roundId, day: '2026-06-16', right: false, prize: null, ...drawnOf },
    });
    expect((await home('o-guest-3')).lottery).toEqual({ claim: null, result: null });

    const seen = (who: string) => park.ok(who, 'campaign', 'lottery.round', { roundId });
    expect((await seen('o-won')).won).toEqual({ name: '海豚毛绒玩具', status: 'to_claim' });
    expect((await seen('o-wrong')).won).toBeNull();
    const [guess] = (await park.ok('o-wrong', 'campaign', 'lottery.mine', {})).entries;
    expect(guess).toMatchObject({
      answer: 'rainy',
      round: { roundId, title: '猜猜明天的天气', status: 'drawn', answer: 'sunny' },
    });

    const [win] = (await park.ok('o-won', 'campaign', 'lottery.mine', {})).wins;
    await park.ok('o-won', 'campaign', 'lottery.claim', { winId: win?.winId as never });
    const after = await home('o-won');
    expect(after.lottery.claim).toBeNull();
    expect(after.unread).toBe(before.unread - 1);
  });

  it('names every other round that is open beside the one that closes first', async () => {
    const opens = { opensAt: Date.parse('2026-06-17T00:00:00+08:00'), day: '2026-06-19' as never };
    const soon: RoundId = await lottery.round({
      ...opens,
      closesAt: Date.parse('2026-06-17T11:00:00+08:00'),
    });
    const later: RoundId = await lottery.round({
      ...opens,
      closesAt: Date.parse('2026-06-18T20:00:00+08:00'),
    });
    const current = await park.ok('o-won', 'campaign', 'lottery.current', {});
    expect(current?.roundId).toBe(soon);
    expect(current?.others?.map((row) => row.roundId)).toContain(later);
    const { items } = await park.ok('o-won', 'campaign', 'lottery.list', {});
    expect(items.map((row) => row.roundId)).toEqual(expect.arrayContaining([soon, later]));
  });
});
