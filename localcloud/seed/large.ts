import type { CouponDoc } from '../../cloudfunctions/domain/coupon/coupon.ts';
import { newCoupon } from '../../cloudfunctions/domain/coupon/coupon.ts';
import type { MemberDoc } from '../../cloudfunctions/domain/member/member.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { CouponId, OfferId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { load, type Seeding } from './seeding.ts';

export interface LargeOptions {
  members: number;
  coupons: number;
  events: number;
  birthdaysToday: number;
}

/**
 * Adds `o-l0 … o-l<members−1>` and their coupons to the demo park. Events and birthdays come with the modules
 * that read them.
 */
export async function seedLarge(seeding: Seeding, options: Partial<LargeOptions>): Promise<void> {
  const members = options.members ?? 0;
  await load(seeding.engine, 'members', largeMembers(seeding, members));
  await load(seeding.engine, 'coupons', largeCoupons(seeding, members, options.coupons ?? 0));
}

function* largeMembers({ keys, now }: Seeding, count: number): Generator<MemberDoc> {
  for (let i = 0; i < count; i++) {
    const openid = `o-l${i}`;
    const joinedAt = now - (1 + (i % 1000)) * DAY_MS;
    yield {
      _id: keys.memberId(openid),
      rev: 0,
      openid,
      nickname: `会员${i}`,
      avatarFileId: null,
      channel: null,
      inviter: null,
      joinedAt,
      joinedBy: { key: 'seed', hash: 'seed' },
      consent: { version: '1', at: joinedAt },
      tier: i % 100 === 0 ? 'diamond' : i % 20 === 0 ? 'gold' : i % 5 === 0 ? 'silver' : 'bronze',
      points: (i * 7) % 500,
    };
  }
}

/** An offer nobody can claim any more, so that its coupons are history and not stock. */
const HISTORY = 'off_large_history' as OfferId;

function* largeCoupons({ keys, now }: Seeding, members: number, count: number): Generator<CouponDoc> {
  if (members === 0) return;
  for (let i = 0; i < count; i++) {
    const memberId = keys.memberId(`o-l${i % members}`);
    const claimedAt = now - (i % 60) * DAY_MS;
    const spec = historySpec(claimedAt);
    const couponId = keys.derive('cpn_', memberId, 'large', String(i)) as CouponId;
    yield newCoupon(
      { _id: HISTORY, spec },
      { couponId, memberId, at: claimedAt, key: 'seed', hash: 'seed', channel: null },
    );
  }
}

const historySpec = (claimedAt: number): OfferDraft => ({
  title: '往期喂奶鱼券',
  kind: 'exchange',
  goods: '喂奶鱼一次',
  stock: 1,
  perMember: 1,
  claimFrom: claimedAt - DAY_MS,
  claimTo: claimedAt,
  validity: { type: 'afterClaim', startInDays: 0, days: 30 },
  stores: 'all',
});
