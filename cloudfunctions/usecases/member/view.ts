import type { DeskTag, MemberDeskView, MemberGuess } from '../../../shared-types/contract/member-desk';
import type { TagView } from '../../../shared-types/contract/tags';
import type { MemberId, StaffId } from '../../../shared-types/ids';
import { couponView } from '../../domain/coupon/coupon';
import type { EventRow } from '../../domain/events/event';
import { isOrderOf, orderView } from '../../domain/groupbuy/views';
import type { EntryDoc } from '../../domain/lottery/entry';
import { winView } from '../../domain/lottery/win';
import { type MemberDoc, maskedName, memberView } from '../../domain/member/member';
import { settle } from '../../domain/member/points';
import { deskPass } from '../../domain/pass/view';
import { done, type Result, refuse } from '../../domain/result';
import type { AuditRow } from '../../domain/staff/audit';
import { actsAs } from '../../domain/staff/staff';
import { scoreAt } from '../../domain/tags/radar';
import { aroundOf, tagViews } from '../../domain/tags/views';
import { _, type Db, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { random } from '../../platform/random';
import { allStores, setting } from '../../store/config';
import { memberOf } from '../../store/members';
import { passesOf } from '../../store/passes';
import { viewsOf } from '../pass/list';
import { pointsOf } from './points-history';
import { timelineEntry, timelineOf } from './timeline';

const SHOWN = 50;
/** Reasons of tags that are looked up; of a great many, those of the first tags. */
const MOST_REASONS = 200;

interface Input {
  memberId: MemberId;
  reason: string;
}

/** Everything staff need to help one member. The look is written down before it is answered. */
export async function viewMember(input: Input, ctx: Ctx): Promise<Result<MemberDeskView>> {
  const { db, keys, openid } = ctx;
  const by = keys.staffId(openid);
  const [staff, member] = await Promise.all([db.get('staff', by), memberOf(db, input.memberId)]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!member) return refuse('not_found');
  const look = lookOf(input, by, ctx.now);
  const [view] = await Promise.all([viewOf(ctx, member, look._id), db.add('audit', [look])]);
  return done(view);
}

const lookOf = ({ memberId, reason }: Input, by: StaffId, at: number): AuditRow => ({
  _id: `aud_${random.traceId()}`,
  at,
  by,
  what: 'member.view',
  memberId,
  reason,
});

async function viewOf({ db, keys, now }: Ctx, member: MemberDoc, lookId: string): Promise<MemberDeskView> {
  const memberId = member._id;
  const newest = { order: [['at', 'desc']] as Array<[string, 'desc']>, limit: SHOWN };
  const [coupons, passes, groups, timeline, reasons, guesses, wins, points, stores, { kinds }, thresholds] =
    await Promise.all([
      db.find('coupons', { owner: memberId }, { order: [['endAt', 'desc']], limit: SHOWN }),
      passesOf(db, memberId),
      db.find('groups', { 'seats.memberId': memberId }, { order: [['createdAt', 'desc']], limit: SHOWN }),
      timelineOf(db, member),
      reasonsOf(db, member),
      db.find('entries', { memberId }, newest).then((entries) => guessesOf(db, entries)),
      db.find('wins', { memberId }, newest),
      pointsOf(db, member, now),
      allStores(db, now),
      setting(db, now, 'passKinds'),
      setting(db, now, 'tiers'),
    ]);
  const { phoneMasked, joinedAt } = memberView(member, keys);
  const around = aroundOf(member, passes, thresholds, now);
  const { profiling } = member.consent.scopes;
  return {
    lookId,
    memberId,
    name: maskedName(member.nickname),
    phoneMasked,
    joinedAt,
    channel: member.channel,
    tier: around.tier,
    points: settle(member, memberId, now).account.points,
    profiling,
    tags: tagViews(member, around, now).map((tag) => deskTag(tag, reasons)),
    radar: profiling
      ? (member.tags?.radar ?? []).map((interest) => ({
          topic: interest.topic,
          score: scoreAt(interest, now),
        }))
      : [],
    coupons: coupons.map((coupon) => couponView(coupon, now, stores)),
    passes: viewsOf(passes, memberId, kinds, now).map(deskPass),
    orders: groups.flatMap((group) =>
      group.seats.filter((seat) => isOrderOf(memberId, seat)).map((seat) => orderView(group, seat, now)),
    ),
    guesses,
    wins: wins.map((win) => winView(win, now)),
    pointsRows: points.items,
    timeline: timeline.items,
    ...(timeline.cursor ? { timelineCursor: timeline.cursor } : {}),
  };
}

/** The events that made the tags a member keeps. No request where nothing made any. */
async function reasonsOf(db: Db, { _id, tags, consent }: MemberDoc): Promise<EventRow[]> {
  if (!consent.scopes.profiling) return [];
  const ids = [...new Set((tags?.items ?? []).flatMap(({ because }) => because))].slice(0, MOST_REASONS);
  return ids.length === 0 ? [] : db.find('events', { who: _id, id: _.in(ids) }, { limit: MAX_ROWS });
}

const deskTag = (tag: TagView, reasons: EventRow[]): DeskTag => ({
  ...tag,
  events: reasons
    .filter(({ id }) => tag.because.includes(id))
    .sort((a, b) => b.at - a.at)
    .map(timelineEntry),
});

/** What was guessed, each with what was asked. */
async function guessesOf(db: Db, entries: EntryDoc[]): Promise<MemberGuess[]> {
  if (entries.length === 0) return [];
  const ids = entries.map(({ roundId }) => roundId);
  const rounds = await db.find('rounds', { _id: _.in(ids) }, { fields: ['spec.title', 'spec.day'] });
  return entries.flatMap(({ roundId, answer, at }) => {
    const round = rounds.find(({ _id }) => _id === roundId);
    return round ? [{ roundId, title: round.spec.title, day: round.spec.day, answer, at }] : [];
  });
}
