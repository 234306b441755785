import type { Instant, ParkDay } from '../../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../../shared-types/park-day';
import type { MemberDoc } from '../member/member';
import { judgeMark, judgeRing, type RequestMark, ringWith } from '../request';
import { type Result, refuse } from '../result';
import { type Booked, book } from './book';
import { hasDay, monthOf } from './days';
import type { Rules } from './ladder';
import type { IsClosed } from './runs';
import { cardsLeft, KEPT_ANSWERS, NO_CHECKINS, newestDay, type Outcome } from './state';

export interface Env {
  now: Instant;
  rules: Rules;
  isClosed: IsClosed;
}
/** A change of the member with what it came to; or what it came to before; or no. */
export type Decision<Code extends string> =
  | { change: Booked & Pick<MemberDoc, 'rq'>; outcome: Outcome }
  | { before: Outcome }
  | { refusal: Result<never, Code>; first?: Outcome };

/** A card reaches so far back. */
export const REACH_DAYS = 7;

/**
 * Decides today's check-in; `member` null is a guest. Once a day: any other one is refused with the first one's outcome.
 * A call whose day is older than the newest drew its time before midnight (or the clock went back): that day is over.
 */
export function decideSign(
  member: MemberDoc | null,
  request: RequestMark,
  { groupId }: { groupId: string | null },
  env: Env,
): Decision<'member_required' | 'request_id_reused' | 'already_signed' | 'park_closed'> {
  if (!member) return { refusal: refuse('member_required') };
  const state = member.ci ?? NO_CHECKINS;
  const mine = state.recent.find(({ key }) => key === request.key);
  const verdict = judgeMark(mine, request);
  if (mine && verdict === 'repeat') return { before: mine };
  if (verdict === 'reused') return { refusal: refuse('request_id_reused') };

  const today = parkDayOf(env.now);
  if ((newestDay(state) ?? '') >= today) {
    const first = state.recent.find(({ day }) => day === today) ?? state.recent.at(-1);
    return { refusal: refuse('already_signed'), ...(first ? { first } : {}) };
  }
  if (env.isClosed(today)) return { refusal: refuse('park_closed') };

  const { booked, outcome } = book(member, today, { madeUp: false, today, groupId }, env);
  const recent = [...state.recent, { day: today, ...request, ...outcome }].slice(-KEPT_ANSWERS);
  const ci = { ...booked.ci, signedAt: env.now, recent };
  return { change: { ...booked, ci, rq: member.rq }, outcome };
}

/** Decides to make a missed day up with a card. */
export function decideMakeUp(
  member: MemberDoc | null,
  request: RequestMark,
  { day }: { day: ParkDay },
  env: Env,
): Decision<
  'member_required' | 'request_id_reused' | 'request_expired' | 'day_not_allowed' | 'no_cards_left'
> {
  if (!member) return { refusal: refuse('member_required') };
  const ring = judgeRing(member.rq, request);
  if (ring.is === 'repeat') return { before: ring.answer as Outcome };
  if (ring.is === 'reused') return { refusal: refuse('request_id_reused') };
  if (ring.is === 'expired') return { refusal: refuse('request_expired') };

  const today = presentDay(member, env.now);
  if (!isMissed(member, day, today, env.isClosed)) return { refusal: refuse('day_not_allowed') };
  if (cardsLeft(member.ci ?? NO_CHECKINS, monthOf(today), env.rules) === 0)
    return { refusal: refuse('no_cards_left') };

  const { booked, outcome } = book(member, day, { madeUp: true, today, groupId: null }, env);
  return { change: { ...booked, rq: ringWith(member.rq, request, outcome) }, outcome };
}

/** Today; never before the newest day, which another call may have signed after this one drew its time. */
export const presentDay = ({ ci }: Pick<MemberDoc, 'ci'>, now: Instant): ParkDay => {
  const today = parkDayOf(now);
  const newest = ci && newestDay(ci);
  return newest && newest > today ? newest : today;
};

/** Whether a card can make the day up: open, not signed, of this month and the last seven days, not before joining. */
export function isMissed(
  { ci, joinedAt }: Pick<MemberDoc, 'ci' | 'joinedAt'>,
  day: ParkDay,
  today: ParkDay,
  isClosed: IsClosed,
): boolean {
  return (
    day < today &&
    day >= addParkDays(today, -REACH_DAYS) &&
    monthOf(day) === monthOf(today) &&
    day >= parkDayOf(joinedAt) &&
    !isClosed(day) &&
    !hasDay((ci ?? NO_CHECKINS).days, day)
  );
}
