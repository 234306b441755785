import type { LotteryNews, MemberView, MeView, Tier } from '../../../shared-types/contract/member';
import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { nextBirthday } from '../birthday/calendar';
import type { CheckinState } from '../checkin/state';
import type { MemberRow } from '../ledger';
import type { Grant } from '../offer/grant';
import { EMPTY_RING, type RequestMark, type Ring } from '../request';
import { done, type Result, refuse } from '../result';
import type { ManualTag, TagState } from '../tags/tag';
import { consentRow, NO_SCOPES, type Scopes } from './consent';
import { settle } from './points';
import { type KeptBirthday, maskedPhone } from './profile';
import { type CountingRow, NO_STANDING, type Standing, standingWith } from './standing';
import { cardAfter, cardAt, type Thresholds } from './tier';
import { standingView } from './tier-view';

/** A member; `_id` derives from the openid, so one openid is one member for ever. */
export interface MemberDoc {
  _id: MemberId;
  rev: number;
  openid: string;
  nickname: string | null;
  avatarFileId: string | null;
  channel: string | null;
  inviter: string | null;
  joinedAt: Instant;
  /** The very first time: somebody who leaves and joins again is no new member. */
  firstJoinedAt: Instant;
  joinedBy: RequestMark;
  /** Everything about the person is gone since; the row stays, so that limits survive a new join. */
  erasedAt: Instant | null;
  /** The newest request that erased it; kept through a new join, for its repeats. */
  erasedBy: RequestMark | null;
  consent: { version: string; at: Instant; scopes: Scopes };
  /** Sealed with a key of the environment; answered masked only. */
  phone: { sealed: string } | null;
  /** As of the last event that changed it: what is shown is `tierOf`. */
  tier: Tier;
  /** What the three scores are made of, as the ledger says it. */
  standing: Standing;
  /** The first of a month on which the scores no longer reach the tier, by this version of the thresholds. */
  fall: { at: Instant; version: string } | null;
  /** Ids of what the park gave by itself and nobody has opened: cards, wins. A set: add by `_.addToSet`, take by `_.pull`. */
  unread: string[];
  /** Balance; always the sum of the rows in the ledger, those in `ob` included. Below zero after some refunds. */
  points: number;
  /** What is left of the points, by the calendar year (park time) they were earned in; only years with something left. */
  lots: Record<string, number>;
  /** Last instant of the oldest lot, or null: what the expiry job finds members by. */
  pointsEndAt: Instant | null;
  /** Subscribe-message credits left, by our name of the template: one accept = one send. */
  credits: Record<string, number>;
  /** Marketing messages sent in the week that began on this Monday. */
  outreach: { week: ParkDay; n: number } | null;
  birthday: KeptBirthday | null;
  /** The newest messages a credit was spent on, and by which run: what keeps one from going out twice. */
  spent: Array<{ id: string; run: string }>;
  /** Check-in; null before the first. */
  ci: CheckinState | null;
  /** Tags that follow from events; written by `jobs` only, and nobody's rule but theirs asks for `tags.rev`. */
  tags: TagState | null;
  /** Put by hand, those taken away included. */
  manualTags: ManualTag[];
  /** Marks of the requests that put or took one, for who looks for them. */
  tagMarks: string[];
  /** Tags the member does not want: their ids, or all. */
  refusedTags: string[] | 'all';
  /** Answers of commands that only change this document. */
  rq: Ring;
  ob: MemberFollowUp[];
}
export type MemberFollowUp =
  | { id: string; to: 'ledger'; at: Instant; d: MemberRow }
  /** Coupons that the park owes: given at once where somebody waits for them, by `jobs` otherwise. */
  | { id: string; to: 'grant'; at: Instant; d: Grant }
  /** Whose refusals or tags put by hand have changed: tags that rest on those follow. */
  | { id: string; to: 'tags'; at: Instant; d: { memberId: MemberId } }
  /** Who has left, and the files of theirs: what is left of them elsewhere is taken away. */
  | { id: string; to: 'erase'; at: Instant; d: { memberId: MemberId; files: string[] } };

export interface JoinCommand {
  memberId: MemberId;
  openid: string;
  consentVersion: string;
  nickname?: string | undefined;
  avatarFileId?: string | undefined;
  channel?: string | undefined;
  inviter?: string | undefined;
}

/**
 * Decides a join. Joining twice, or twice at once, gives the same member: who is one already gets the view,
 * whatever else the second request says; only the same request with other content is refused. Who has left begins anew,
 * by a request of today: a late repeat of the one they first joined by does not bring them back.
 */
export function decideJoin(
  existing: MemberDoc | null,
  command: JoinCommand,
  request: RequestMark,
  env: { now: Instant; currentConsent: string; keys: Unsealer },
):
  | { member: MemberDoc }
  | { answer: Result<MemberView, 'consent_outdated' | 'request_id_reused' | 'request_expired'> } {
  const left = existing?.erasedAt != null ? existing : null;
  if (left?.joinedBy.key === request.key) return { answer: refuse('request_expired') };
  if (existing && !left) {
    const reused = existing.joinedBy.key === request.key && existing.joinedBy.hash !== request.hash;
    return { answer: reused ? refuse('request_id_reused') : done(memberView(existing, env.keys)) };
  }
  if (command.consentVersion !== env.currentConsent)
    return { answer: refuse('consent_outdated', { current: env.currentConsent }) };
  const consent = { version: command.consentVersion, at: env.now, scopes: NO_SCOPES };
  // Nobody invites themselves, and who comes back is nobody's invitation.
  const inviter = command.inviter && command.inviter !== command.memberId && !left ? command.inviter : null;
  const row = { ...consentRow(command.memberId, request.key, consent), joined: true as const, inviter };
  const agreed = { id: row._id, to: 'ledger' as const, at: env.now, d: row };
  return {
    member: {
      ...NEW_ACCOUNT,
      _id: command.memberId,
      rev: left?.rev ?? 0,
      openid: command.openid,
      nickname: command.nickname ?? null,
      avatarFileId: command.avatarFileId ?? null,
      channel: command.channel ?? null,
      inviter,
      joinedAt: env.now,
      firstJoinedAt: left?.firstJoinedAt ?? env.now,
      joinedBy: request,
      consent,
      ...(left ? keptOf(left) : {}),
      ob: [...(left?.ob ?? []), agreed],
    },
  };
}

/** What somebody who left and joins anew finds again: limits, and nothing about the person. */
const keptOf = ({ ci, rq, outreach, erasedBy, tagMarks }: MemberDoc) => ({
  ci,
  rq,
  outreach,
  erasedBy,
  tagMarks,
});

/** What a member begins with. */
export const NEW_ACCOUNT = {
  erasedAt: null,
  erasedBy: null,
  phone: null,
  tier: 'bronze' as const,
  standing: NO_STANDING,
  fall: null,
  unread: [],
  points: 0,
  lots: {},
  pointsEndAt: null,
  credits: {},
  outreach: null,
  birthday: null,
  spent: [],
  ci: null,
  tags: null,
  manualTags: [],
  tagMarks: [],
  refusedTags: [],
  rq: EMPTY_RING,
  ob: [],
} satisfies Partial<MemberDoc>;

/** Opens what was sealed: numbers are kept unreadable and shown masked. */
export interface Unsealer {
  open(sealed: string, owner: string): string | null;
}

export const memberView = (member: MemberDoc, keys: Unsealer): MemberView => ({
  memberId: member._id,
  nickname: member.nickname,
  avatarFileId: member.avatarFileId,
  joinedAt: member.joinedAt,
  phoneMasked: phoneOf(member, keys),
  birthday: member.birthday && { ...member.birthday.on, mayCorrect: !member.birthday.corrected },
});

function phoneOf({ _id, phone }: MemberDoc, keys: Unsealer): string | null {
  const number = phone && keys.open(phone.sealed, _id);
  return number === null ? null : maskedPhone(number);
}

/** What the home of a member is made of beside the member itself. */
export interface Surroundings {
  now: Instant;
  keys: Unsealer;
  currentConsent: string;
  thresholds: Thresholds;
  /** Rows about this member that are still in outboxes. */
  waiting: CountingRow[];
  /** Coupons the park gave and nobody has opened. */
  unseenCoupons: number;
  pass: MeView['pass'];
  lottery: LotteryNews;
}

/** The home of a guest (`member` null) or member. */
export function meView(member: MemberDoc | null, around: Surroundings): Omit<MeView, 'messages'> {
  const consent = {
    current: around.currentConsent,
    agreed: member?.consent.version ?? null,
    scopes: member?.consent.scopes ?? NO_SCOPES,
  };
  if (!member) return { ...GUEST, consent };
  const { now, thresholds, waiting, unseenCoupons, pass, lottery } = around;
  const { card, standing } = cardWith(member, waiting, now, thresholds);
  const { tier, view } = standingView(card, standing, now, thresholds);
  return {
    member: memberView(member, around.keys),
    tier,
    standing: view,
    points: settle(member, member._id, now).account.points,
    nextBirthday: member.birthday && nextBirthday(member.birthday.on, parkDayOf(now)).day,
    pass,
    lottery,
    consent,
    unread: member.unread.length + unseenCoupons + (lottery.claim?.count ?? 0),
  };
}
const GUEST = {
  member: null,
  tier: null,
  standing: null,
  points: 0,
  nextBirthday: null,
  pass: null,
  lottery: { claim: null, result: null },
  unread: 0,
};

/** Card and standing with what is still in outboxes. */
function cardWith(member: MemberDoc, waiting: CountingRow[], now: Instant, thresholds: Thresholds) {
  const standing = standingWith(member.standing, waiting);
  const days = waiting.map(({ counts }) => counts.day);
  return { standing, card: waiting.length > 0 ? cardAfter(member, standing, days, now, thresholds) : member };
}

/** The tier as `member.me` shows it. */
export function tierOf(
  member: MemberDoc,
  waiting: CountingRow[],
  now: Instant,
  thresholds: Thresholds,
): Tier {
  const { card, standing } = cardWith(member, waiting, now, thresholds);
  return cardAt(card, standing, now, thresholds).tier;
}

/** A name as a clerk may see it: first character, then stars (张**), 会员 if there is none. */
export const maskedName = (nickname: string | null): string => {
  const first = nickname && [...nickname][0];
  return first ? `${first}**` : '会员';
};
