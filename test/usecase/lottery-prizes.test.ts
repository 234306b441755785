import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WinId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product } from '../setup/product.ts';

const DESK = 'o-operator';
const WINNER = 'o-won';
const ADDRESS = { name: '小海星', phone: '138 0013 8000', detail: '海滨路 1 号' };

let cloud: TestCloud;
let park: Product;
let lottery: Lottery;
let winId: WinId;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  lottery = new Lottery(park);
  await park.join(WINNER, '赢家');
});
beforeEach(async () => {
  winId = await lottery.win(WINNER);
});
afterAll(() => cloud.stop());

const own = async () =>
  (await park.ok(WINNER, 'campaign', 'lottery.mine', {})).wins.find((win) => win.winId === winId);
const onDesk = async (done: boolean) =>
  (await park.ok(DESK, 'admin', 'lottery.deliveries', { done })).items.find((row) => row.winId === winId);
const fetched = () => park.ok(WINNER, 'campaign', 'lottery.claim', { winId });
const handOver = () => park.ok(DESK, 'admin', 'lottery.delivered', { winId });
const undo = () => ({ winId, reason: '点错了' });

describe('a prize that is fetched', () => {
  it('has a number that its winner and the desk see, and nobody before it is claimed', async () => {
    expect(await own()).not.toHaveProperty('pickupNo');
    const answer = await fetched();
    expect(answer).not.toHaveProperty('pickupNo');
    const number = (await own())?.pickupNo;
    expect(number).toMatch(/^\d{6}$/);
    expect(await onDesk(false)).toMatchObject({ pickupNo: number, address: null, log: [], undoUntil: null });
  });

  it('handed over twice is handed over once, by who did it first', async () => {
    await fetched();
    await handOver();
    const first = await onDesk(true);
    await cloud.clock.advance(60_000);
    await handOver();
    expect(await onDesk(true)).toEqual(first);
    expect(first?.log).toMatchObject([{ what: 'delivered', reason: null }]);
    expect(await onDesk(false)).toBeUndefined();
    expect(await own()).toMatchObject({ status: 'delivered' });
  });
});

describe('a prize that is sent', () => {
  it('shows its winner where it goes, and has no number', async () => {
    await park.ok(WINNER, 'campaign', 'lottery.claim', { winId, address: ADDRESS });
    const win = await own();
    expect(win).toMatchObject({ status: 'claimed', address: ADDRESS });
    expect(win).not.toHaveProperty('pickupNo');
    expect(await onDesk(false)).toMatchObject({ address: ADDRESS, pickupNo: null });
  });
});

describe('a handing over that was none', () => {
  it('is taken back within a day: the prize waits again, and both stay on record', async () => {
    await fetched();
    await handOver();
    const done = await onDesk(true);
    expect(done?.undoUntil).toBe((done?.deliveredAt ?? 0) + DAY_MS);
    await park.ok(DESK, 'admin', 'lottery.undeliver', undo());
    expect(await onDesk(true)).toBeUndefined();
    expect(await own()).toMatchObject({ status: 'claimed' });
    expect((await onDesk(false))?.log).toMatchObject([
      { what: 'undone', reason: '点错了' },
      { what: 'delivered', reason: null },
    ]);
    await handOver();
    expect((await onDesk(true))?.log).toHaveLength(3);
  });

  it('stands after a day', async () => {
    await fetched();
    await handOver();
    const until = (await onDesk(true))?.undoUntil ?? 0;
    await cloud.clock.set(until, false);
    expect(await park.refused(DESK, 'admin', 'lottery.undeliver', undo())).toBe('undo_closed');
    expect(await own()).toMatchObject({ status: 'delivered' });
  });

  it('stands when its winner has left: nobody would fetch it', async () => {
    const left = 'o-left';
    await park.join(left, '要走的');
    winId = await lottery.win(left);
    await park.ok(left, 'campaign', 'lottery.claim', { winId });
    await handOver();
    await park.ok(left, 'member', 'member.erase', { confirm: true, forfeit: true });
    await cloud.timer('jobs');
    expect(await park.refused(DESK, 'admin', 'lottery.undeliver', undo())).toBe('undo_closed');
    expect(await onDesk(true)).toMatchObject({ status: 'delivered', undoUntil: null });
    expect(await onDesk(false)).toBeUndefined();
  });

  it('needs one to take back, and an operator', async () => {
    expect(await park.refused(DESK, 'admin', 'lottery.undeliver', undo())).toBe('claim_closed');
    await fetched();
    expect(await park.refused(DESK, 'admin', 'lottery.undeliver', undo())).toBe('claim_closed');
    await handOver();
    for (const who of ['o-analyst', 'o-clerk-north', WINNER])
      expect(await park.refused(who, 'admin', 'lottery.undeliver', undo())).toBe('not_allowed');
    const nobody = { winId: 'win_nobody' as WinId, reason: '点错了' };
    expect(await park.refused(DESK, 'admin', 'lottery.undeliver', nobody)).toBe('not_found');
  });
});
