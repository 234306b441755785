import type { BoardRow, BoardView } from '../../../shared-types/contract/checkin';
import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import type { MemberDoc } from '../member/member';
import { monthOf } from './days';
import { type IsClosed, streakOf } from './runs';
import { monthDaysOf, NO_CHECKINS, newestDay } from './state';

/** A member came in by a WeChat group's own ticket, once or often. `_id` derives from both. */
export interface GroupVisit {
  _id: string;
  groupId: string;
  memberId: MemberId;
  /** The first time. */
  at: Instant;
}

/** The part of a member that a board is made of. */
export type Standing = Pick<MemberDoc, '_id' | 'nickname' | 'avatarFileId' | 'consent' | 'ci'>;

const SHOWN = 50;

/** Ranks those who agreed to be shown: streak, then days this month, then whoever was earlier. */
export function boardView(
  groupId: string,
  members: Standing[],
  me: MemberId | null,
  today: ParkDay,
  isClosed: IsClosed,
): BoardView {
  const rowOf = (member: Standing) => {
    const state = member.ci ?? NO_CHECKINS;
    return {
      memberId: member._id,
      nickname: member.nickname,
      avatarFileId: member.avatarFileId,
      streak: streakOf(state.runs, today, isClosed),
      monthDays: monthDaysOf(state, monthOf(today)),
      signedToday: newestDay(state) === today,
      me: member._id === me,
      signedAt: state.signedAt ?? Number.POSITIVE_INFINITY,
    };
  };
  const ranked: BoardRow[] = members
    .filter(({ consent }) => consent.scopes.groupBoard)
    .map(rowOf)
    .sort(
      (a, b) =>
        b.streak - a.streak ||
        b.monthDays - a.monthDays ||
        (a.signedAt === b.signedAt ? 0 : a.signedAt - b.signedAt) ||
        (a.memberId < b.memberId ? -1 : 1),
    )
    .map(({ signedAt: _earlier, ...row }, i) => ({ rank: i + 1, ...row }));
  const mine = members.find(({ _id }) => _id === me);
  return {
    groupId,
    items: ranked.slice(0, SHOWN),
    ranked: ranked.length,
    me: ranked.find((row) => row.me) ?? (mine ? unranked(rowOf(mine)) : null),
  };
}

const unranked = ({ signedAt: _earlier, ...row }: Omit<BoardRow, 'rank'> & { signedAt: number }) => ({
  rank: null,
  ...row,
});
