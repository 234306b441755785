import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CouponView } from '../../shared-types/contract/wallet.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { parkDayOf } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
const CLERK = 'o-clerk-north';
const TODAY = '2026-06-15' as ParkDay;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  for (const guest of ['o-guest-1', 'o-guest-2', 'o-guest-3']) await park.join(guest);
});
afterAll(() => cloud.stop());

const at = async (ms: number, work: () => Promise<unknown>) => {
  await cloud.clock.set(ms, false);
  try {
    return await work();
  } finally {
    await cloud.clock.set(NOW, false);
  }
};
const listed = async (who: string, couponId: string) =>
  (await park.ok(who, 'wallet', 'coupon.list', {})).items.find((coupon) => coupon.couponId === couponId);
const writeOff = async (who: string, coupon: CouponView, by: 'code' | 'number' = 'code') => {
  const view = await park.code(who, coupon.couponId);
  return park.ok(CLERK, 'staff', 'redemption.confirm', { code: view[by], storeId: store('north') });
};
const noDifferences = async () =>
  expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);

describe('a gift', () => {
  const give = async (over = {}) => {
    const coupon = await park.claim('o-guest-1', await park.offer(over));
    return {
      coupon,
      gift: await park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId: coupon.couponId }),
    };
  };

  it('on its way is listed to its giver only, and nobody can use it', async () => {
    const { coupon, gift } = await give();
    expect(gift.expiresAt).toBe(NOW + 86_400_000);
    expect(await listed('o-guest-1', coupon.couponId)).toMatchObject({
      status: 'in_transfer',
      transferEndsAt: gift.expiresAt,
    });
    expect(await listed('o-guest-2', coupon.couponId)).toBeUndefined();
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.code', { couponId: coupon.couponId })).toBe(
      'in_transfer',
    );
  });

  it('accepted belongs to the receiver, with the validity it had, and cannot be given on', async () => {
    const { coupon, gift } = await give();
    const accepted = await park.ok('o-guest-2', 'wallet', 'coupon.accept', { token: gift.token });
    expect(accepted).toMatchObject({ couponId: coupon.couponId, status: 'unused', validTo: coupon.validTo });
    expect(await listed('o-guest-1', coupon.couponId)).toBeUndefined();
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.give', { couponId: coupon.couponId })).toBe(
      'transfer_ended',
    );
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.code', { couponId: coupon.couponId })).toBe(
      'not_found',
    );
    await writeOff('o-guest-2', accepted);
  });

  it('leaves the limits alone: the giver has claimed, the receiver has not', async () => {
    const { coupon, gift } = await give();
    await park.ok('o-guest-2', 'wallet', 'coupon.accept', { token: gift.token });
    const { offerId } = coupon;
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.claim', { offerId })).toBe('limit_reached');
    expect((await park.claim('o-guest-2', offerId)).status).toBe('unused');
  });

  it('accepted by many at once is one person’s', async () => {
    const { gift } = await give();
    const answers = await Promise.all(
      ['o-guest-2', 'o-guest-3', 'o-mia', 'o-lin'].map((who) =>
        park.insist(who, 'wallet', 'coupon.accept', { token: gift.token }),
      ),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort();
    expect(codes).toEqual(['ok', 'transfer_ended', 'transfer_ended', 'transfer_ended']);
  });

  it('repeated steps get their first answers', async () => {
    const coupon = await park.claim('o-guest-1', await park.offer());
    const [r1, r2] = [ulid(), ulid()];
    const first = await park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId: coupon.couponId }, r1);
    expect(await park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId: coupon.couponId }, r1)).toEqual(
      first,
    );
    await park.ok('o-guest-2', 'wallet', 'coupon.accept', { token: first.token }, r2);
    expect(await park.ok('o-guest-2', 'wallet', 'coupon.accept', { token: first.token }, r2)).toMatchObject({
      couponId: coupon.couponId,
    });
  });

  it('comes back by itself after 24 hours, to the millisecond', async () => {
    const { coupon, gift } = await give();
    await at(gift.expiresAt - 1, async () =>
      expect(await listed('o-guest-1', coupon.couponId)).toMatchObject({ status: 'in_transfer' }),
    );
    await at(gift.expiresAt, async () => {
      expect(await listed('o-guest-1', coupon.couponId)).toMatchObject({ status: 'unused' });
      expect(await park.refused('o-guest-2', 'wallet', 'coupon.accept', { token: gift.token })).toBe(
        'transfer_ended',
      );
    });
  });

  it('can be taken back, and is then nobody else’s', async () => {
    const { coupon, gift } = await give();
    expect(
      await park.ok('o-guest-1', 'wallet', 'coupon.takeBack', { couponId: coupon.couponId }),
    ).toMatchObject({ status: 'unused' });
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.accept', { token: gift.token })).toBe(
      'transfer_ended',
    );
  });

  it.each([
    ['one’s own', 'o-guest-1', 'own_coupon'],
    ['by somebody who has not joined', 'o-guest-19', 'member_required'],
  ])('%s is refused', async (_what, who, code) => {
    const { gift } = await give();
    expect(await park.refused(who, 'wallet', 'coupon.accept', { token: gift.token })).toBe(code);
  });

  it.each(['x', 'cpn_nothing.AAAA'])('with the token %j has ended', async (token) => {
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.accept', { token })).toBe('transfer_ended');
  });

  it('of a used or foreign coupon is refused', async () => {
    const coupon = await park.claim('o-guest-1', await park.offer());
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.give', { couponId: coupon.couponId })).toBe(
      'not_found',
    );
    await writeOff('o-guest-1', coupon);
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.give', { couponId: coupon.couponId })).toBe(
      'already_used',
    );
  });
});

describe('undoing a write-off', () => {
  const reason = '扫错了';
  const used = async (over = {}) => {
    const coupon = await park.claim('o-guest-1', await park.offer(over));
    return { coupon, redemptionId: (await writeOff('o-guest-1', coupon)).redemptionId };
  };

  it('brings the coupon back to what it was, once, and it can be used again', async () => {
    const { coupon, redemptionId } = await used();
    const requestId = ulid();
    const undone = await park.ok(CLERK, 'staff', 'redemption.undo', { redemptionId, reason }, requestId);
    expect(undone).toEqual({ redemptionId, at: NOW, usesLeft: 1 });
    expect(await park.ok(CLERK, 'staff', 'redemption.undo', { redemptionId, reason }, requestId)).toEqual(
      undone,
    );
    expect(await listed('o-guest-1', coupon.couponId)).toMatchObject({ status: 'unused' });
    expect(await park.refused(CLERK, 'staff', 'redemption.undo', { redemptionId, reason })).toBe(
      'undo_closed',
    );
    expect((await writeOff('o-guest-1', coupon)).usesLeft).toBe(0);
  });

  it.each<[string, number, string, string]>([
    ['by its clerk at ten minutes', 600_000, CLERK, 'ok'],
    ['by its clerk a millisecond later', 600_001, CLERK, 'undo_closed'],
    ['by a manager at 24 hours', 86_400_000, 'o-manager', 'ok'],
    ['by a manager a millisecond later', 86_400_001, 'o-manager', 'undo_closed'],
    ['by a clerk of another store', 1000, 'o-clerk-penguin', 'store_not_allowed'],
    ['by a guest', 1000, 'o-guest-1', 'not_allowed'],
  ])('%s', async (_what, later, who, expected) => {
    const { redemptionId } = await used();
    await at(NOW + later, async () => {
      const answer = await park.answer(who, 'staff', 'redemption.undo', { redemptionId, reason });
      expect(answer.ok ? 'ok' : answer.refusal.code).toBe(expected);
    });
  });

  it('of an ended coupon does not make it live again', async () => {
    const { coupon, redemptionId } = await used({
      validity: { type: 'afterClaim', startInDays: 0, days: 1 },
    });
    const tomorrow = Date.parse('2026-06-16T00:00:00+08:00');
    await at(tomorrow, async () => {
      await park.ok('o-manager', 'staff', 'redemption.undo', { redemptionId, reason });
      expect(await listed('o-guest-1', coupon.couponId)).toMatchObject({ status: 'expired' });
    });
  });

  it('takes back the newest use only', async () => {
    const coupon = await park.claim('o-guest-1', await park.offer({ kind: 'multi', uses: 3 }));
    const first = await writeOff('o-guest-1', coupon);
    const second = await writeOff('o-guest-1', coupon);
    expect(
      await park.refused(CLERK, 'staff', 'redemption.undo', { redemptionId: first.redemptionId, reason }),
    ).toBe('not_newest');
    expect(
      await park.ok(CLERK, 'staff', 'redemption.undo', { redemptionId: second.redemptionId, reason }),
    ).toMatchObject({ usesLeft: 2 });
    expect(
      await park.ok(CLERK, 'staff', 'redemption.undo', { redemptionId: first.redemptionId, reason }),
    ).toMatchObject({ usesLeft: 3 });
  });
});

describe('revoking', () => {
  it('ends a coupon, with a reason, also one that is on its way to a friend', async () => {
    const coupon = await park.claim('o-guest-1', await park.offer());
    const { token } = await park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId: coupon.couponId });
    await park.ok('o-operator', 'admin', 'coupon.revoke', { couponId: coupon.couponId, reason: '重复发放' });
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.accept', { token })).toBe('transfer_ended');
    expect(await listed('o-guest-1', coupon.couponId)).toMatchObject({ status: 'revoked' });
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.code', { couponId: coupon.couponId })).toBe(
      'revoked',
    );
  });
  it('is for operators, and not for what is used up', async () => {
    const coupon = await park.claim('o-guest-1', await park.offer());
    const input = { couponId: coupon.couponId, reason: 'x' };
    expect(await park.refused('o-manager', 'admin', 'coupon.revoke', input)).toBe('not_allowed');
    await writeOff('o-guest-1', coupon);
    expect(await park.refused('o-operator', 'admin', 'coupon.revoke', input)).toBe('already_used');
  });
});

describe('the offer’s stock and life', () => {
  it('raised while claims run gives exactly the new total', async () => {
    const offerId = await park.offer({ stock: 20, perMember: 100 });
    const claims = Array.from({ length: 45 }, () =>
      park.insist('o-guest-1', 'wallet', 'coupon.claim', { offerId }),
    );
    const requestId = ulid();
    const raise = () => park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 15 }, requestId);
    expect(await raise()).toEqual({ offerId, stock: 35 });
    await raise();
    const early = (await Promise.all(claims)).filter((answer) => answer.ok).length;
    let late = 0;
    while ((await park.answer('o-guest-1', 'wallet', 'coupon.claim', { offerId })).ok) late++;
    expect(early + late).toBe(35);
  });

  it('stopped ends claiming at once; what was claimed stays good', async () => {
    const offerId = await park.offer();
    const coupon = await park.claim('o-guest-1', offerId);
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId });
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.claim', { offerId })).toBe('ended');
    await writeOff('o-guest-1', coupon);
  });

  it('copied is a draft of its own, a week later', async () => {
    const offerId = await park.offer();
    const copy = await park.ok('o-operator', 'admin', 'offer.copy', { offerId, shiftDays: 7 });
    await park.ok('o-operator', 'admin', 'offer.publish', copy);
    expect(await park.refused('o-guest-3', 'wallet', 'coupon.claim', copy)).toBe('not_started');
  });
});

describe('staff rows', () => {
  const row = {
    openid: 'o-new-clerk',
    name: '新来的',
    role: 'clerk' as const,
    stores: [store('north')],
    active: true,
  };
  it('are saved by operators; dismissal takes effect with the next call', async () => {
    await park.ok('o-operator', 'admin', 'staff.save', row);
    expect(await park.ok('o-new-clerk', 'staff', 'staff.me', {})).toMatchObject({ role: 'clerk' });
    await park.ok('o-operator', 'admin', 'staff.save', { ...row, active: false });
    expect(await park.refused('o-new-clerk', 'staff', 'staff.me', {})).toBe('not_allowed');
  });
  it.each([
    ['a manager makes a clerk', 'o-manager', row, 'ok'],
    ['a manager makes no operator', 'o-manager', { ...row, role: 'operator' as const }, 'not_allowed'],
    ['a manager changes no operator', 'o-manager', { ...row, openid: 'o-operator' }, 'not_allowed'],
    ['nobody changes themselves', 'o-operator', { ...row, openid: 'o-operator' }, 'not_allowed'],
    ['a clerk saves nobody', CLERK, row, 'not_allowed'],
  ])('%s', async (_what, who, input, expected) => {
    const answer = await park.answer(who, 'admin', 'staff.save', input);
    expect(answer.ok ? 'ok' : answer.refusal.code).toBe(expected);
  });
});

describe('the last operator', () => {
  it('stays, also when two dismiss each other at once', async () => {
    const other = {
      openid: 'o-second',
      name: '另一位',
      role: 'operator' as const,
      stores: 'all' as const,
      active: true,
    };
    const first = { ...other, openid: 'o-operator', name: '运营小鲸' };
    await park.ok('o-operator', 'admin', 'staff.save', other);
    const answers = await Promise.all([
      park.answer('o-operator', 'admin', 'staff.save', { ...other, active: false }),
      park.answer('o-second', 'admin', 'staff.save', { ...first, active: false }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    if (answers[1]?.ok) await park.ok('o-second', 'admin', 'staff.save', first);
  });
});

describe('what attackers tried', () => {
  it('one request for a bundle and then for its part takes no second unit', async () => {
    const part = await park.offer({ stock: 3, perMember: 5 });
    const parts = [{ offerId: part, count: 1 }];
    const bundle = await park.offer({ kind: 'bundle', goods: undefined, parts });
    const requestId = ulid();
    await park.ok('o-guest-1', 'wallet', 'coupon.claim', { offerId: bundle }, requestId);
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.claim', { offerId: part }, requestId)).toBe(
      'request_id_reused',
    );
    await noDifferences();
    await cloud.timer('jobs');
    await noDifferences();
  });

  it('a store that does not exist redeems nothing, and nobody can be put there', async () => {
    const coupon = await park.claim('o-guest-1', await park.offer());
    const { code } = await park.code('o-guest-1', coupon.couponId);
    expect(
      await park.refused('o-manager', 'staff', 'redemption.confirm', { code, storeId: store('nowhere') }),
    ).toBe('store_not_allowed');
    const row = {
      openid: 'o-x',
      name: 'x',
      role: 'clerk' as const,
      stores: [store('nowhere')],
      active: true,
    };
    expect(await park.refused('o-operator', 'admin', 'staff.save', row)).toBe('invalid_input');
  });

  it('two uses at once count as two, for the day and for the gap', async () => {
    const use = async (over: object, uses: number) => {
      const coupon = await park.claim('o-guest-1', await park.offer({ kind: 'multi', uses: 10, ...over }));
      const { code } = await park.code('o-guest-1', coupon.couponId);
      return () => park.answer(CLERK, 'staff', 'redemption.confirm', { code, storeId: store('north'), uses });
    };
    const twice = await use({ usesPerDay: 3 }, 2);
    expect(await twice()).toMatchObject({ ok: true });
    expect(await twice()).toMatchObject({ refusal: { code: 'used_up_today' } });
    expect(await (await use({ minGapDays: 2 }, 2))()).toMatchObject({ refusal: { code: 'gap_not_reached' } });
  });

  it('a raise repeated after many others is still the same raise', async () => {
    const offerId = await park.offer({ stock: 10 });
    const requestId = ulid();
    const first = await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 5 }, requestId);
    for (let n = 0; n < 22; n++) await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 1 });
    expect(await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 5 }, requestId)).toEqual(
      first,
    );
    await noDifferences();
  });

  it('a store’s old name does not come back with an old request', async () => {
    const requestId = ulid();
    const input = { storeId: store('kiosk'), name: '小卖部' };
    await park.ok('o-operator', 'admin', 'store.save', input, requestId);
    await park.ok('o-operator', 'admin', 'store.save', { ...input, name: '海边小卖部' });
    await park.ok('o-operator', 'admin', 'store.save', input, requestId);
    expect(await park.refused('o-operator', 'admin', 'store.save', { ...input, name: 'x' }, requestId)).toBe(
      'request_id_reused',
    );
    const row = {
      openid: 'o-kiosk',
      name: '店员',
      role: 'clerk' as const,
      stores: [input.storeId],
      active: true,
    };
    await park.ok('o-operator', 'admin', 'staff.save', row);
    await cloud.clock.advance(61_000, false);
    expect(await park.ok('o-kiosk', 'staff', 'staff.me', {})).toMatchObject({
      stores: [{ name: '海边小卖部' }],
    });
    await cloud.clock.set(NOW, false);
  });

  it('an offer of half a million hides no other', async () => {
    // Soonest to end comes first, so these are on the first page, whatever their ids.
    const soon = { claimTo: NOW + 1000 };
    const small = await park.offer(soon);
    const huge = [
      await park.offer({ ...soon, stock: 500_000 }),
      await park.offer({ ...soon, stock: 500_000 }),
    ];
    const { items } = await park.ok('o-mia', 'wallet', 'offer.list', {});
    const leftOf = (offerId: string) => items.find((offer) => offer.offerId === offerId)?.left;
    expect([small, ...huge].map(leftOf)).toEqual([100, 500_000, 500_000]);
  });
});

describe('the counter’s record', () => {
  it('has every write-off and undo at once, before any job has run and after', async () => {
    const before = await park.ok(CLERK, 'staff', 'shift.summary', { storeId: store('north'), day: TODAY });
    const coupon = await park.claim(
      'o-guest-3',
      await park.offer({ title: '记录券', costPerUse: 300 as never }),
    );
    const { redemptionId } = await writeOff('o-guest-3', coupon, 'number');
    const shift = () => park.ok(CLERK, 'staff', 'shift.summary', { storeId: store('north'), day: TODAY });
    const after = await shift();
    expect(after.redemptions).toBe(before.redemptions + 1);
    expect(after.offers.find(({ title }) => title === '记录券')).toMatchObject({
      redemptions: 1,
      uses: 1,
      cost: 300,
      undone: 0,
    });
    await cloud.timer('jobs');
    expect(await shift()).toEqual(after);
    await park.ok(CLERK, 'staff', 'redemption.undo', { redemptionId, reason: '客人改主意' });
    expect((await shift()).offers.find(({ title }) => title === '记录券')).toMatchObject({
      redemptions: 0,
      cost: 0,
      undone: 1,
    });
    const { items } = await park.ok(CLERK, 'staff', 'redemption.history', { day: TODAY });
    expect(items.find((item) => item.redemptionId === redemptionId)).toMatchObject({
      title: '记录券',
      clerk: '小北',
      typed: true,
      undone: { reason: '客人改主意', clerk: '小北' },
    });
  });

  it('is paged, nothing twice and nothing left out, also within one instant', async () => {
    const all: Array<{ redemptionId: string; at: number }> = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await park.ok(CLERK, 'staff', 'redemption.history', cursor ? { cursor } : {});
      all.push(...page.items);
      cursor = page.cursor;
    }
    expect(new Set(all.map(({ redemptionId }) => redemptionId)).size).toBe(all.length);
    // The record goes back over the demo park's weeks; the shift is today's.
    const ids = all.flatMap(({ redemptionId, at }) => (parkDayOf(at) === TODAY ? [redemptionId] : []));
    const shift = await park.ok(CLERK, 'staff', 'shift.summary', { storeId: store('north'), day: TODAY });
    expect(ids.length).toBe(shift.redemptions + shift.undone);
  });

  it('is closed to clerks of other stores and to guests', async () => {
    expect(
      await park.refused('o-clerk-penguin', 'staff', 'shift.summary', {
        storeId: store('north'),
        day: TODAY,
      }),
    ).toBe('store_not_allowed');
    expect(await park.refused('o-guest-1', 'staff', 'redemption.history', {})).toBe('not_allowed');
  });
});

describe('the books', () => {
  it('agree after all of this, before and after the outboxes are empty', async () => {
    await noDifferences();
    await cloud.timer('jobs');
    await noDifferences();
    const { offers } = await park.ok('o-operator', 'admin', 'stats.reconcile', {});
    for (const { issued, unused, partlyUsed, used, expired, revoked, inTransfer } of offers) {
      const states = unused + partlyUsed + used + expired + revoked + inTransfer;
      // A bundle's own line lists its claims and zeros elsewhere: its coupons stand under its parts.
      expect([issued, 0]).toContain(states);
    }
    expect(await park.refused('o-manager', 'admin', 'stats.reconcile', {})).toBe('not_allowed');
  });
});
