import type { MemberDeskView } from '../../../shared-types/contract/member-desk';
import type { MemberId } from '../../../shared-types/ids';
import { couponView } from '../../domain/coupon/coupon';
import { isOrderOf, orderView } from '../../domain/groupbuy/views';
import { maskedName, memberView } from '../../domain/member/member';
import { settle } from '../../domain/member/points';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { scoreAt } from '../../domain/tags/radar';
import { aroundOf, tagViews } from '../../domain/tags/views';
import type { Ctx } from '../../platform/edge';
import { random } from '../../platform/random';
import { allStores, setting } from '../../store/config';
import { memberOf } from '../../store/members';
import { passesOf } from '../../store/passes';
import { viewsOf } from '../pass/list';

const SHOWN = 50;

/** Everything staff need to help one member. The look is written down before it is answered. */
export async function viewMember(
  { memberId, reason }: { memberId: MemberId; reason: string },
  { db, keys, openid, now }: Ctx,
): Promise<Result<MemberDeskView>> {
  const by = keys.staffId(openid);
  const [staff, member] = await Promise.all([db.get('staff', by), memberOf(db, memberId)]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!member) return refuse('not_found');
  const look = {
    _id: `aud_${random.traceId()}`,
    at: now,
    by,
    what: 'member.view' as const,
    memberId,
    reason,
  };
  await db.add('audit', [look]);

  const [coupons, passes, groups, events, stores, { kinds }, thresholds] = await Promise.all([
    db.find('coupons', { owner: memberId }, { order: [['endAt', 'desc']], limit: SHOWN }),
    passesOf(db, memberId),
    db.find('groups', { 'seats.memberId': memberId }, { order: [['createdAt', 'desc']], limit: SHOWN }),
    db.find('events', { who: memberId }, { order: [['at', 'desc']], limit: SHOWN }),
    allStores(db, now),
    setting(db, now, 'passKinds'),
    setting(db, now, 'tiers'),
  ]);
  const { phoneMasked, joinedAt } = memberView(member, keys);
  const around = aroundOf(member, passes, thresholds, now);
  const { profiling } = member.consent.scopes;
  return done({
    memberId,
    name: maskedName(member.nickname),
    phoneMasked,
    joinedAt,
    channel: member.channel,
    tier: around.tier,
    points: settle(member, memberId, now).account.points,
    profiling,
    tags: tagViews(member, around, now),
    radar: profiling
      ? (member.tags?.radar ?? []).map((interest) => ({
          topic: interest.topic,
          score: scoreAt(interest, now),
        }))
      : [],
    coupons: coupons.map((coupon) => couponView(coupon, now, stores)),
    passes: viewsOf(passes, memberId, kinds, now),
    orders: groups.flatMap((group) =>
      group.seats.filter((seat) => isOrderOf(memberId, seat)).map((seat) => orderView(group, seat, now)),
    ),
    timeline: events.map(({ at, name, page, props }) => ({ at, name, page, props })),
  });
}
