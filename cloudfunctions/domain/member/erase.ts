import type { OpenObligations } from '../../../shared-types/contract/person';
import type { Instant, MemberId, StaffId } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { monthOf } from '../checkin/days';
import { type CheckinState, newestDay } from '../checkin/state';
import { type CouponDoc, couponStatus } from '../coupon/coupon';
import { type GroupDoc, isOnItsWay, type Seat } from '../groupbuy/group';
import type { PassDoc } from '../pass/pass';
import { statusAt } from '../pass/terms';
import { forgotten, type RequestMark } from '../request';
import { consentRow, NO_SCOPES } from './consent';
import { type MemberDoc, type MemberFollowUp, NEW_ACCOUNT } from './member';
import { type Account, forfeit, settle } from './points';

/** Whose a coupon, pass or card is after its owner has left: the park's books count it on, and it is nobody's. */
export const GONE = 'mbr_gone' as MemberId;

/** Who takes the coupons of somebody who leaves, as their rows say. */
export const BY_LEAVING = 'stf_erased' as StaffId;

/**
 * How long after somebody left what was under way at that moment is looked for once more: a claim, a coupon or a message
 * that another call had begun.
 */
export const LATE_MS = 120_000;

/** What still ties a person to the park. Coupons, passes and groups may be others', too. */
export function obligationsOf(
  member: MemberDoc,
  held: { coupons: CouponDoc[]; passes: PassDoc[]; groups: GroupDoc[] },
  now: Instant,
): OpenObligations {
  const { coupons, passes, groups } = held;
  const usable = ['unused', 'partly_used', 'in_transfer'];
  const valid = ['active', 'frozen', 'not_started'];
  return {
    payments: groups.flatMap((group) => openSeats(group, member._id)).length,
    passes: passes.filter((pass) => pass.owner === member._id && valid.includes(statusAt(pass, now))).length,
    coupons: coupons.filter((coupon) => usable.includes(couponStatus(coupon, now))).length,
    points: Math.max(0, settle(member, member._id, now).account.points),
  };
}

/** Orders whose money or goods are not where they will stay. */
export const openSeats = (group: GroupDoc, memberId: MemberId): Seat[] =>
  group.seats.filter((seat) => seat.memberId === memberId && isOpen(group, seat));

function isOpen(group: GroupDoc, seat: Seat): boolean {
  if (seat.refunds.some(({ status }) => status === 'due')) return true;
  if (seat.status === 'fulfilled') return isOnItsWay(group, seat);
  return seat.status !== 'closed' && seat.status !== 'refunded';
}

/** Whether the person may go: never while money is open, and with all the rest only if they give it up. */
export const mayLeave = ({ payments, ...rest }: OpenObligations, forfeits: boolean): boolean =>
  payments === 0 && (forfeits || Object.values(rest).every((n) => n === 0));

/**
 * What stays of a member: no word about the person. The id, which only this cloud can derive from an openid, carries the
 * limits; points that were left are forfeited by a row, so that the books hold.
 */
export function erased(member: MemberDoc, request: RequestMark, now: Instant): MemberDoc {
  const { _id, rev, joinedAt, firstJoinedAt, joinedBy, outreach } = member;
  const { account, ob } = accountClosed(member, now);
  const consent = { version: '', at: now, scopes: NO_SCOPES };
  const withdrawn = consentRow(_id, request.key, { ...consent, version: null });
  const files = member.avatarFileId ? [member.avatarFileId] : [];
  return {
    ...NEW_ACCOUNT,
    ...account,
    _id,
    rev,
    openid: '',
    nickname: null,
    avatarFileId: null,
    channel: null,
    inviter: null,
    joinedAt,
    firstJoinedAt,
    joinedBy,
    outreach,
    erasedAt: now,
    erasedBy: request,
    consent,
    ci: member.ci && limitsOf(member.ci, now),
    tagMarks: member.tagMarks,
    rq: forgotten(member.rq),
    ob: [
      // Coupons that were on their way are given up.
      ...member.ob.filter(({ to }) => to !== 'grant'),
      ...ob,
      { id: withdrawn._id, to: 'ledger', at: now, d: withdrawn },
      { id: erasureOf(_id, now), to: 'erase', at: now, d: { memberId: _id, files } },
      { id: `${erasureOf(_id, now)}_late`, to: 'erase', at: now + LATE_MS, d: { memberId: _id, files: [] } },
    ],
  };
}

/** The follow-up that takes away what the call that erases does not come to. */
export const erasureOf = (memberId: MemberId, at: Instant): string => `erase_${memberId.slice(4)}_${at}`;

function accountClosed(member: MemberDoc, now: Instant): { account: Account; ob: MemberFollowUp[] } {
  const { _id: memberId, points, lots, pointsEndAt } = member;
  const settled = settle({ points, lots, pointsEndAt }, memberId, now);
  const cause = { what: 'forfeited' as const, of: String(now) };
  const last = forfeit(settled.account, { memberId, cause, at: now });
  const rows = [...settled.rows, ...(last ? [last.row] : [])];
  return {
    account: last?.account ?? settled.account,
    ob: rows.map((d) => ({ id: d._id, to: 'ledger', at: d.at, d })),
  };
}

/** Today's check-in stays signed, and this month's rewards are not earned again; the streak is gone. */
function limitsOf({ days, made, cards, runs, ...state }: CheckinState, now: Instant): CheckinState {
  const today = parkDayOf(now);
  const month = monthOf(today);
  const only = (all: Record<string, number>) => (all[month] ? { [month]: all[month] } : {});
  const newest = newestDay({ days, made, cards, runs, ...state });
  return {
    days: only(days),
    made: only(made),
    cards,
    runs: newest !== undefined && newest >= today ? [{ from: newest, to: newest, n: 1 }] : [],
    signedAt: null,
    recent: [],
  };
}

/** Whether a file may be deleted with its person: not one that lies in the folder of another (…/mbr_…/…). */
export const isOwnFile = (fileId: string, memberId: MemberId): boolean =>
  (fileId.match(/\/mbr_[a-z0-9]+(?=\/)/g) ?? []).every((folder) => folder === `/${memberId}`);
