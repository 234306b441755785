import type { CheckinReward } from '../../../shared-types/contract/checkin';
import type { Instant, ParkDay } from '../../../shared-types/ids';
import type { MemberDoc, MemberFollowUp } from '../member/member';
import { type Account, earn, type PointsCause, type PointsRow, settle } from '../member/points';
import type { Grant } from '../offer/grant';
import { monthOf, withDay } from './days';
import { type Completed, completedRungs, monthReward, type Reward, type Rules } from './ladder';
import { type IsClosed, place, streakOf } from './runs';
import { type CheckinRow, type CheckinState, monthDaysOf, NO_CHECKINS, type Outcome } from './state';

/** What changes in the member document, with the follow-ups of it. */
export interface Booked {
  ci: CheckinState;
  account: Account;
  ob: MemberFollowUp[];
}

interface How {
  madeUp: boolean;
  today: ParkDay;
  groupId: string | null;
}

/** Writes a day down that is not there yet: history, streak, and everything it earns. */
export function book(
  member: MemberDoc,
  day: ParkDay,
  { madeUp, today, groupId }: How,
  { now, rules, isClosed }: { now: Instant; rules: Rules; isClosed: IsClosed },
): { booked: Booked; outcome: Outcome } {
  const state = member.ci ?? NO_CHECKINS;
  const month = monthOf(today);
  const { runs, run, pieces } = place(state.runs, day, isClosed);
  const days = withDay(state.days, day);
  const rungs = completedRungs(run, pieces, rules);
  const monthDays = monthDaysOf({ ...state, days }, month);
  const ofMonth = monthReward(rules, monthDays);
  const streak = streakOf(runs, today, isClosed);

  const daily = madeUp ? 0 : rules.daily;
  const earned: Array<[points: number, cause: PointsCause]> = [
    [daily, { what: 'checkin', of: day }],
    ...rungs.map((rung): [number, PointsCause] => [
      rung.points,
      { what: 'rung', of: `${run.from}_${rung.position}` },
    ]),
    [ofMonth.points, { what: 'month', of: `${month}_${monthDays}` }],
  ];
  const { account, rows } = earnAll(member, earned, now);
  const row: CheckinRow = {
    _id: `chk_${member._id.slice(4)}_${day}`,
    type: 'checkin',
    memberId: member._id,
    day,
    madeUp,
    streak,
    at: now,
  };
  const grants = rungs.flatMap((rung) => grantsOf(member, run.from, rung));
  const result = {
    day,
    streak,
    points: earned.reduce((sum, [points]) => sum + points, 0),
    rewards: [...rungs.flatMap(rewardsOf), ...rewardsOf(ofMonth)],
    ...(groupId ? { groupId } : {}),
  };
  const cards = state.cards.month === month ? state.cards : { month, used: 0, earned: 0 };
  return {
    booked: {
      ci: {
        ...state,
        runs,
        days,
        made: madeUp ? withDay(state.made, day) : state.made,
        cards: { month, used: cards.used + (madeUp ? 1 : 0), earned: cards.earned + ofMonth.cards },
      },
      account,
      ob: [
        ...[row, ...rows].map((d): MemberFollowUp => ({ id: d._id, to: 'ledger', at: now, d })),
        ...grants.map((d): MemberFollowUp => ({ id: grantEntryId(d), to: 'grant', at: now, d })),
      ],
    },
    outcome: { result, grants },
  };
}

/** Points that ended meanwhile leave first; each cause that earns something has a row of its own. */
function earnAll(
  { _id: memberId, points, lots, pointsEndAt }: MemberDoc,
  earned: Array<[points: number, cause: PointsCause]>,
  at: Instant,
): { account: Account; rows: PointsRow[] } {
  let { account, rows } = settle({ points, lots, pointsEndAt }, memberId, at);
  for (const [n, cause] of earned) {
    if (n === 0) continue;
    const booking = earn(account, n, { memberId, cause, at });
    account = booking.account;
    rows = [...rows, booking.row];
  }
  return { account, rows };
}

/** One coupon of each offer of a rung; the rung names the cause, so that it is given once. */
const grantsOf = ({ _id }: MemberDoc, from: ParkDay, { position, offers }: Completed): Grant[] =>
  offers.map((offerId, i) => ({
    offerId,
    memberId: _id,
    cause: `rung_${from}_${position}_${i}`,
    origin: 'rung',
    count: 1,
    window: null,
  }));

/** Many outboxes are acknowledged by one update, so an entry's id is unique among all members. */
export const grantEntryId = ({ memberId, cause }: Grant): string => `grt_${memberId.slice(4)}_${cause}`;

const rewardsOf = ({ points, cards, offers }: Reward): CheckinReward[] => [
  ...(points > 0 ? [{ kind: 'points' as const, amount: points }] : []),
  ...offers.map(() => ({ kind: 'coupon' as const })),
  ...(cards > 0 ? [{ kind: 'card' as const, amount: cards }] : []),
];
