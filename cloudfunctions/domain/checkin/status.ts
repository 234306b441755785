import type { CheckinStatusView, RewardView } from '../../../shared-types/contract/checkin';
import type { OfferId, ParkDay } from '../../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../../shared-types/park-day';
import type { MemberDoc } from '../member/member';
import { daysIn, type Month, monthOf } from './days';
import { type Env, isMissed, presentDay, REACH_DAYS } from './decide';
import { nextReward, type Reward, rungsOf } from './ladder';
import { streakOf } from './runs';
import { cardsLeft, monthDaysOf, NO_CHECKINS, newestDay } from './state';

/** Name of the subscribe message that reminds of a check-in; also of its credits. */
export const REMINDER = 'checkin_reminder';

/**
 * What the check-in page shows. A guest sees the ladder and an empty calendar. `closed` are the days the park has
 * declared, `title` names the coupon of an offer.
 */
export function statusView(
  member: MemberDoc | null,
  wanted: Month | undefined,
  { now, rules, isClosed }: Env,
  closed: ParkDay[],
  title: (offerId: OfferId) => string,
): CheckinStatusView {
  const state = member?.ci ?? NO_CHECKINS;
  const today = parkDayOf(now);
  const month = monthOf(today);
  const shown = wanted ?? month;
  const signedToday = (newestDay(state) ?? '') >= today;
  const present = presentDay({ ci: state }, now);
  const streak = streakOf(state.runs, present, isClosed);
  // Who left and joined anew begins with an empty calendar, whatever still counts for the limits.
  const since = member && member.joinedAt !== member.firstJoinedAt ? parkDayOf(member.joinedAt) : '';
  const monthDays = monthDaysOf(state, month);
  const view = ({ points, cards, offers }: Reward): RewardView => ({
    points,
    cards,
    coupons: offers.map(title),
  });
  const next = member && nextReward(rules, today, { signedToday, streak, monthDays }, isClosed);
  return {
    today,
    signedToday,
    closedToday: isClosed(today),
    streak,
    days: daysIn(state.days, shown).filter((day) => day >= since),
    madeUp: daysIn(state.made, shown).filter((day) => day >= since),
    closed: closed.filter((day) => monthOf(day) === shown).sort(),
    missed: member ? lastDays(present).filter((day) => isMissed(member, day, present, isClosed)) : [],
    cards: member ? cardsLeft(state, month, rules) : 0,
    nextReward: next && { day: next.day, inDays: next.inDays, ...view(next) },
    ladder: {
      cycle: rules.cycle,
      // A cycle that was finished today is shown finished; tomorrow the next one begins.
      at: signedToday ? ((Math.max(streak, 1) - 1) % rules.cycle) + 1 : streak % rules.cycle,
      daily: rules.daily,
      rungs: rungsOf(rules).map(({ day, ...reward }) => ({ day, ...view(reward) })),
    },
    month: {
      days: monthDays,
      rewards: [...rules.month]
        .sort((a, b) => a.days - b.days)
        .map(({ days, points = 0, cards = 0 }) => ({ days, points, cards })),
    },
    reminders: member?.credits[REMINDER] ?? 0,
  };
}

const lastDays = (today: ParkDay): ParkDay[] =>
  Array.from({ length: REACH_DAYS }, (_unused, i) => addParkDays(today, i - REACH_DAYS));
