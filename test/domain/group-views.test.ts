import { describe, expect, it } from 'vitest';
import { groupView } from '../../cloudfunctions/domain/groupbuy/views.ts';
import type { CampaignDraft, GroupView } from '../../shared-types/contract/groupbuy.ts';
import type { MemberId } from '../../shared-types/ids.ts';
import { GroupWorld } from './groupbuy-model.ts';

const MINUTE = 60_000;
const LADDER = {
  type: 'ladder',
  ladder: [
    { size: 2, price: 5900 },
    { size: 3, price: 4900 },
  ],
} as Partial<CampaignDraft>;

/** A group whose opener has paid, and as many joiners, each a minute after the one before. */
function paidBy(joiners: number, spec: Partial<CampaignDraft> = {}): GroupWorld {
  const world = new GroupWorld(spec);
  const pays = (no: string) => {
    world.pay(no);
    world.callback(no);
  };
  pays('t0');
  for (let n = 1; n <= joiners; n++) {
    world.now += MINUTE;
    world.join(n);
    pays(world.group.seats.at(-1)?.outTradeNo ?? '');
  }
  return world;
}
const seen = (world: GroupWorld, who = 0): GroupView =>
  groupView(world.group, `mbr_${who}` as MemberId, world.now);

describe('a seat that is held unpaid', () => {
  it('is told with the time it may come free at, until it is paid or free', () => {
    const world = paidBy(1);
    expect(seen(world).heldUntil).toBeUndefined();
    world.join(2);
    const held = world.now + 15 * MINUTE;
    expect(seen(world, 9)).toMatchObject({ status: 'forming', seatsLeft: 0, heldUntil: held });
    const no = world.group.seats.at(-1)?.outTradeNo ?? '';
    world.pay(no);
    world.callback(no);
    expect(seen(world, 9)).toMatchObject({ status: 'full', seatsLeft: 0 });
    expect(seen(world, 9).heldUntil).toBeUndefined();
  });
});

describe('what a paid order waits for', () => {
  it('is the whole group, or the smallest rung of a ladder', () => {
    const until = paidBy(0).group.deadline;
    expect(seen(paidBy(0)).myOrder?.waits).toEqual({ least: 3, paid: 1, until });
    expect(seen(paidBy(1, LADDER)).myOrder?.waits).toEqual({ least: 2, paid: 2, until });
    expect(seen(paidBy(2)).myOrder?.waits).toBeUndefined();
  });
});

describe('a ladder', () => {
  it('that has reached a rung has not failed at its deadline; below the smallest it has', () => {
    const reached = paidBy(1, LADDER);
    reached.now = reached.group.deadline ?? 0;
    expect(seen(reached).status).toBe('forming');
    const below = paidBy(0, LADDER);
    below.now = below.group.deadline ?? 0;
    expect(seen(below).status).toBe('failed');
  });

  it('that is settled says what a piece came to, also after somebody has left', () => {
    expect(seen(paidBy(1, LADDER)).settledPrice).toBeUndefined();
    const world = paidBy(2, LADDER);
    expect(world.leave(0)).toBe('ok');
    expect(seen(world)).toMatchObject({ status: 'full', settledPrice: 4900 });
    const early = paidBy(1, LADDER);
    early.now = early.group.deadline ?? 0;
    early.wake();
    expect(seen(early)).toMatchObject({ status: 'full', settledPrice: 5900 });
    expect(seen(paidBy(2)).settledPrice).toBeUndefined();
  });
});
