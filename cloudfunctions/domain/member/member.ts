import type { MemberView, MeView, Tier } from '../../../shared-types/contract/member';
import type { Instant, MemberId } from '../../../shared-types/ids';
import type { RequestMark } from '../request';
import { done, type Result, refuse } from '../result';

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
  joinedBy: RequestMark;
  consent: { version: string; at: Instant };
  tier: Tier;
  points: number;
}

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
 * whatever else the second request says; only the same request with other content is refused.
 */
export function decideJoin(
  existing: MemberDoc | null,
  command: JoinCommand,
  request: RequestMark,
  env: { now: Instant; currentConsent: string },
): { member: MemberDoc } | { answer: Result<MemberView, 'consent_outdated' | 'request_id_reused'> } {
  if (existing) {
    const reused = existing.joinedBy.key === request.key && existing.joinedBy.hash !== request.hash;
    return { answer: reused ? refuse('request_id_reused') : done(memberView(existing)) };
  }
  if (command.consentVersion !== env.currentConsent)
    return { answer: refuse('consent_outdated', { current: env.currentConsent }) };
  return {
    member: {
      _id: command.memberId,
      rev: 0,
      openid: command.openid,
      nickname: command.nickname ?? null,
      avatarFileId: command.avatarFileId ?? null,
      channel: command.channel ?? null,
      // Nobody invites themselves.
      inviter: command.inviter && command.inviter !== command.memberId ? command.inviter : null,
      joinedAt: env.now,
      joinedBy: request,
      consent: { version: command.consentVersion, at: env.now },
      tier: 'bronze',
      points: 0,
    },
  };
}

export const memberView = (member: MemberDoc): MemberView => ({
  memberId: member._id,
  nickname: member.nickname,
  avatarFileId: member.avatarFileId,
  joinedAt: member.joinedAt,
});

/** The home of a guest (`member` null) or member. */
export const meView = (member: MemberDoc | null, currentConsent: string): MeView => ({
  member: member && memberView(member),
  tier: member?.tier ?? null,
  points: member?.points ?? 0,
  pass: null,
  consent: { current: currentConsent, agreed: member?.consent.version ?? null },
  // Only what the park grants by itself can be unseen: a claimed coupon was shown by its own answer.
  unread: 0,
});

/** A name as a clerk may see it: first character, then stars (张**), 会员 if there is none. */
export const maskedName = (nickname: string | null): string => {
  const first = nickname && [...nickname][0];
  return first ? `${first}**` : '会员';
};
