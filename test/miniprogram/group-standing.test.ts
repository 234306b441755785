import { describe, expect, it } from 'vitest';
import { lineOf } from '../../miniprogram/features/groupbuy/order-line';
import { groupCard, headOf, standOf, termsOf } from '../../miniprogram/features/groupbuy/standing';
import type { GroupView, OrderStatus, OrderView } from '../../shared-types/contract/groupbuy';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const order = (status: OrderStatus, payUntil?: number): OrderView =>
  ({
    orderId: 'ord_1',
    groupId: 'grp_1',
    status,
    ...(payUntil === undefined ? {} : { payUntil }),
  }) as OrderView;
const PAID = { name: '贝**', avatarFileId: null, paid: true, opener: true };
const HELD = { ...PAID, name: '阿**', paid: false, opener: false };
const group = (over: Partial<GroupView> = {}): GroupView =>
  ({
    groupId: 'grp_1',
    title: '海豚合影',
    status: 'forming',
    size: 3,
    price: 5900,
    members: [PAID],
    seatsLeft: 2,
    endsAt: NOW + 1000,
    myOrder: null,
    ...over,
  }) as GroupView;
const LADDER = {
  size: 4,
  price: 35_800,
  seatsLeft: 3,
  ladder: [
    { size: 4, price: 29_800 },
    { size: 2, price: 35_800 },
    { size: 3, price: 32_800 },
  ],
} as Partial<GroupView>;
const TWO = { ...LADDER, members: [PAID, PAID], seatsLeft: 2 } as Partial<GroupView>;

const head = (over: Partial<GroupView>) => headOf(group(over), standOf(group(over), NOW), NOW);

describe('where a group and I stand', () => {
  it.each<[over: Partial<GroupView>, stand: string]>([
    [{}, 'joinable'],
    // All seats are taken, not all are paid: it is not full yet.
    [{ seatsLeft: 0 }, 'held'],
    [{ endsAt: NOW }, 'over'],
    [{ status: 'waiting', endsAt: null }, 'waiting'],
    [{ myOrder: order('pending', NOW + 1) }, 'pending'],
    // A hold that has just ended: its seat is still counted, but it is not to be paid any more.
    [{ myOrder: order('pending', NOW) }, 'joinable'],
    [{ myOrder: order('paid') }, 'mine'],
    [{ myOrder: order('paid'), seatsLeft: 0 }, 'mine'],
    [{ myOrder: order('closed') }, 'joinable'],
    [{ myOrder: order('refunded') }, 'joinable'],
    [{ status: 'full', myOrder: order('grouped') }, 'full_mine'],
    [{ status: 'full', myOrder: order('closed') }, 'full'],
    [{ status: 'full' }, 'full'],
    [{ status: 'failed', myOrder: order('refunding') }, 'over_mine'],
    [{ status: 'failed', myOrder: order('closed') }, 'over'],
    [{ endsAt: NOW, myOrder: order('paid') }, 'over_mine'],
    // A ladder that has enough does not fail at its deadline.
    [{ ...TWO, endsAt: NOW, myOrder: order('paid') }, 'settling'],
    [{ ...LADDER, endsAt: NOW, myOrder: order('paid') }, 'over_mine'],
  ])('%j is %s', (over, stand) => {
    expect(standOf(group(over), NOW)).toBe(stand);
  });

  it('says in the first line who invites and how many are missing', () => {
    expect(head({})).toEqual({ title: '贝** 邀你一起拼，还差 2 人' });
  });

  it('counts nobody as there who has not paid', () => {
    const held = { members: [PAID, HELD], seatsLeft: 1 };
    expect(head(held)).toEqual({ title: '贝** 邀你一起拼，还差 2 人', hint: '另有 1 位正在付款' });
    expect(head({ ...held, myOrder: order('paid') }).title).toBe('再来 2 人就成团');
  });

  it('of a group whose last seat is only held says that, and when it may come free, never that it is full', () => {
    const held = { members: [PAID, PAID, HELD], seatsLeft: 0 };
    const until = Date.parse('2027-01-15T20:15:00+08:00');
    expect(headOf(group({ ...held, heldUntil: until }), 'held', until - 1)).toEqual({
      title: '位子都有人了',
      hint: '1 位正在付款；没付成，最早 20:15 空出位子。',
    });
    expect(headOf(group({ ...held, heldUntil: until }), 'held', until).hint).toBe(
      '1 位正在付款，马上就有结果。',
    );
    expect(head({ ...held, myOrder: order('paid') })).toEqual({
      title: '位子都有人了',
      hint: '1 位正在付款，付好就成团。',
    });
  });

  it('does not say that coupons are in the wallet before they are', () => {
    const full = { status: 'full' as const, seatsLeft: 0 };
    expect(head({ ...full, myOrder: order('grouped') }).hint).toBe('券正在放进卡包，一分钟内到。');
    expect(head({ ...full, myOrder: order('fulfilled') }).hint).toBe('券在你的卡包里了。');
  });
});

describe('a ladder', () => {
  it('says how many are enough, what it has reached and what the next rung costs', () => {
    expect(head(LADDER).title).toBe('贝** 邀你一起拼，还差 1 人');
    expect(head({ ...LADDER, myOrder: order('paid') })).toEqual({ title: '再来 1 人就成团' });
    expect(head({ ...TWO, myOrder: order('paid') })).toEqual({
      title: '人够了，到时成团',
      hint: '现在 2 人，每份 ¥358；再来 1 人就是 ¥328，差价退给你',
    });
    expect(head(TWO)).toEqual({
      title: '贝** 邀你一起拼',
      hint: '人已经够了，到时就成团；人越多越便宜。',
    });
    const unpaid = { ...LADDER, members: [PAID, HELD], myOrder: order('paid') };
    expect(head(unpaid).title).toBe('再来 1 人就成团');
  });

  it('that is settled says the price, and of a difference only where there is one', () => {
    const full = { ...TWO, status: 'full' as const, myOrder: order('fulfilled') };
    expect(head({ ...full, settledPrice: 32_800 as never }).hint).toBe(
      '每份 ¥328，差价原路退回。券在你的卡包里了。',
    );
    expect(head({ ...full, settledPrice: 35_800 as never }).hint).toBe('每份 ¥358。券在你的卡包里了。');
  });

  it('promises no full refund to who has paid where enough have', () => {
    const paid = (n: number, least: number) => ({ ...order('paid'), waits: { least, paid: n, until: null } });
    expect(lineOf(paid(2, 2), NOW, false)).toBe('人够了，到时成团，有差价就退。');
    expect(lineOf(paid(1, 2), NOW, false)).toBe('还差 1 人成团。到时没凑满，会全额退款。');
  });
});

describe('the terms for who comes from a chat', () => {
  it('are until when, how many are enough, and what becomes of the money', () => {
    const endsAt = Date.parse('2027-01-15T20:15:00+08:00');
    const now = endsAt - 60 * MINUTE;
    expect(termsOf(group({ endsAt }), now)).toEqual([
      '今天 20:15 前满 3 人就成团，券放进卡包。',
      '没凑满，付的钱全额退回。',
    ]);
    expect(termsOf(group({ ...LADDER, endsAt }), now)).toEqual([
      '今天 20:15 前满 2 人就成团，券放进卡包。',
      '先付 ¥358，人多了退差价；不满 2 人全额退回。',
    ]);
    expect(termsOf(group({ status: 'waiting', endsAt: null }), now)[0]).toBe('满 3 人就成团，券放进卡包。');
  });
});

describe('the card in a chat', () => {
  it('says price and seats, leads to the group, and promises no seat that is gone', () => {
    expect(groupCard(group())).toEqual({
      title: '¥59 拼「海豚合影」，还差 2 人',
      path: '/packages/groupbuy/group/index?groupId=grp_1',
    });
    expect(groupCard(group(TWO)).title).toBe('¥358 拼「海豚合影」，人够了，越多越便宜');
    expect(groupCard(group({ status: 'full', seatsLeft: 0 })).title).toBe('一起来看「海豚合影」');
    expect(groupCard(undefined).path).toBe('/pages/home/index');
  });
});
