import { describe, expect, it } from 'vitest';
import { groupCard, headOf, standOf } from '../../miniprogram/features/groupbuy/standing';
import type { GroupView, OrderStatus, OrderView } from '../../shared-types/contract/groupbuy';

const NOW = 1_800_000_000_000;
const order = (status: OrderStatus, payUntil?: number): OrderView =>
  ({ orderId: 'ord_1', status, ...(payUntil === undefined ? {} : { payUntil }) }) as OrderView;
const group = (over: Partial<GroupView> = {}): GroupView =>
  ({
    groupId: 'grp_1',
    title: '海豚合影',
    status: 'forming',
    size: 3,
    price: 5900,
    members: [{ name: '贝**', avatarFileId: null, paid: true, opener: true }],
    seatsLeft: 2,
    endsAt: NOW + 1000,
    myOrder: null,
    ...over,
  }) as GroupView;

describe('where a group and I stand', () => {
  it.each<[over: Partial<GroupView>, stand: string]>([
    [{}, 'joinable'],
    [{ seatsLeft: 0 }, 'full'],
    [{ endsAt: NOW }, 'over'],
    [{ status: 'waiting', endsAt: null }, 'waiting'],
    [{ myOrder: order('pending', NOW + 1) }, 'pending'],
    // A hold that has just ended: its seat is still counted, but it is not to be paid any more.
    [{ myOrder: order('pending', NOW) }, 'joinable'],
    [{ myOrder: order('paid') }, 'mine'],
    [{ myOrder: order('closed') }, 'joinable'],
    [{ myOrder: order('refunded') }, 'joinable'],
    [{ status: 'full', myOrder: order('grouped') }, 'full_mine'],
    [{ status: 'full', myOrder: order('closed') }, 'full'],
    [{ status: 'full' }, 'full'],
    [{ status: 'failed', myOrder: order('refunding') }, 'over_mine'],
    [{ status: 'failed', myOrder: order('closed') }, 'over'],
    [{ endsAt: NOW, myOrder: order('paid') }, 'over_mine'],
  ])('%j is %s', (over, stand) => {
    expect(standOf(group(over), NOW)).toBe(stand);
  });

  it('says in the first line who invites and how many are missing', () => {
    expect(headOf(group(), 'joinable')).toEqual({ title: '贝** 邀你一起拼，还差 2 人' });
  });

  it('says what a ladder has reached, and nothing below its first rung', () => {
    const ladder = [
      { size: 2, price: 35_800 },
      { size: 4, price: 29_800 },
    ] as NonNullable<GroupView['ladder']>;
    const member = { name: '阿**', avatarFileId: null, paid: true, opener: false };
    const one = group({ ladder });
    expect(headOf(one, 'mine').hint).toBeUndefined();
    expect(headOf({ ...one, members: [...one.members, member] }, 'mine').hint).toContain('按 ¥358 成团');
    const unpaid = { ...one, members: [...one.members, { ...member, paid: false }] };
    expect(headOf(unpaid, 'mine').hint).toBeUndefined();
  });
});

describe('the card in a chat', () => {
  it('says price and seats, leads to the group, and promises no seat that is gone', () => {
    expect(groupCard(group())).toEqual({
      title: '¥59 拼「海豚合影」，还差 2 人',
      path: '/packages/groupbuy/group/index?groupId=grp_1',
    });
    expect(groupCard(group({ status: 'full', seatsLeft: 0 })).title).toBe('一起来看「海豚合影」');
    expect(groupCard(undefined).path).toBe('/pages/home/index');
  });
});
