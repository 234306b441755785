import type { CouponDoc } from '../../cloudfunctions/domain/coupon/coupon.ts';
import { newCoupon } from '../../cloudfunctions/domain/coupon/coupon.ts';
import type { EventRow } from '../../cloudfunctions/domain/events/event.ts';
import type { MemberDoc } from '../../cloudfunctions/domain/member/member.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { CouponId, MemberId, OfferId } from '../../shared-types/ids.ts';
import { DAY_MS, parkDayOf } from '../../shared-types/park-day.ts';
import { largeBirthdays } from './birthdays.ts';
import { keepAppointment, load, type Seeding, seededMember } from './seeding.ts';

export interface LargeOptions {
  members: number;
  coupons: number;
  events: number;
  birthdaysToday: number;
}

/** Adds `o-l0 … o-l<members−1>`, their coupons and what their phones told to the demo park. */
export async function seedLarge(seeding: Seeding, options: Partial<LargeOptions>): Promise<void> {
  const { keys, engine } = seeding;
  const members = Array.from({ length: options.members ?? 0 }, (_unused, i) => keys.memberId(openid(i)));
  const ownerOf = (i: number) => members[i % members.length] as MemberId;
  const coupons = Array.from(
    { length: members.length > 0 ? (options.coupons ?? 0) : 0 },
    (_unused, i) => keys.derive('cpn_', ownerOf(i), 'large', String(i)) as CouponId,
  );
  await load(engine, 'members', largeMembers(seeding, members, options.birthdaysToday));
  await load(engine, 'coupons', largeCoupons(seeding, coupons, ownerOf));
  const events = Array.from({ length: members.length > 0 ? (options.events ?? 0) : 0 }, (_unused, i) =>
    keys.derive('evt_', 'large', String(i)),
  );
  await load(engine, 'events', largeEvents(seeding, events, ownerOf));
  await keepAppointment(engine, 'days', { job: 'closeMissing', at: seeding.now, subject: '' });
}

const openid = (i: number) => `o-l${i}`;

/**
 * Ids with their numbers, in the order of the ids. They are random, and rows that come in the order of the tree are
 * written once, where rows that come anyhow have the same pages written again and again.
 */
function* inKeyOrder<Id extends string>(ids: Id[]): Generator<[id: Id, i: number]> {
  const order = ids.map((_, i) => i).sort((a, b) => ((ids[a] as Id) < (ids[b] as Id) ? -1 : 1));
  for (const i of order) yield [ids[i] as Id, i];
}

function* largeMembers(
  { now }: Seeding,
  ids: MemberId[],
  birthdaysToday: number | undefined,
): Generator<MemberDoc> {
  const birthdayOf = largeBirthdays(now, birthdaysToday);
  for (const [id, i] of inKeyOrder(ids)) {
    const joinedAt = now - (1 + (i % 1000)) * DAY_MS;
    const tier = i % 100 === 0 ? 'diamond' : i % 20 === 0 ? 'gold' : i % 5 === 0 ? 'silver' : 'bronze';
    yield seededMember({
      _id: id,
      openid: openid(i),
      nickname: `会员${i}`,
      joinedAt,
      tier,
      birthday: birthdayOf(i),
    });
  }
}

const TOPICS = ['penguins', 'dolphins', 'camps', 'whales'];

/** Page views and, every fifth, an article read, spread over ninety days; tags have followed all of them. */
function* largeEvents(
  { now }: Seeding,
  ids: string[],
  ownerOf: (i: number) => MemberId,
): Generator<EventRow> {
  for (const [_id, i] of inKeyOrder(ids)) {
    const at = now - (i % 90) * DAY_MS - (i % 1000) * 1000;
    const read = i % 5 === 0;
    yield {
      _id,
      id: `l${i}`,
      name: read ? 'article_read' : 'page_view',
      at,
      knownAt: at,
      day: parkDayOf(at),
      who: ownerOf(i),
      member: true,
      age: null,
      dwell: null,
      page: 'pages/home/index',
      props: read ? { articleId: `a${i % 50}`, topic: TOPICS[i % TOPICS.length] as string } : {},
      session: `s${i % 5000}`,
      channel: null,
      hash: 'seed',
      by: 'seed',
    };
  }
}

/** An offer nobody can claim any more, so that its coupons are history and not stock. */
const HISTORY = 'off_large_history' as OfferId;

function* largeCoupons(
  { now }: Seeding,
  ids: CouponId[],
  ownerOf: (i: number) => MemberId,
): Generator<CouponDoc> {
  for (const [couponId, i] of inKeyOrder(ids)) {
    const claimedAt = now - (i % 60) * DAY_MS;
    yield newCoupon(
      { _id: HISTORY, spec: historySpec(claimedAt) },
      { couponId, memberId: ownerOf(i), at: claimedAt, key: 'seed', hash: 'seed', channel: null },
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
