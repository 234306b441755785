import type { Audience } from '../../../shared-types/contract/admin';
import type { Tier } from '../../../shared-types/contract/member';
import type { Instant } from '../../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../../shared-types/park-day';
import { rankOf } from '../member/tier';

/** What is known of a person when an audience is asked. */
export interface AudienceFacts {
  openid: string;
  joinedAt: Instant;
  now: Instant;
  tier: Tier;
  hasValidPass: boolean;
  /** Names and ids of the tags. */
  tags: ReadonlySet<string>;
  /** Ids of those segments that are asked about and that the person is in. */
  segments: ReadonlySet<string>;
}

/** Several conditions: all must hold. No audience, or an empty one, is everybody. */
export function isEligible(audience: Audience | undefined, facts: AudienceFacts): boolean {
  if (!audience) return true;
  const { tierAtLeast, validPass, tag, segmentId, newMemberDays, openids } = audience;
  return (
    (tierAtLeast === undefined || rankOf(facts.tier) >= rankOf(tierAtLeast)) &&
    (!validPass || facts.hasValidPass) &&
    (tag === undefined || facts.tags.has(tag)) &&
    (segmentId === undefined || facts.segments.has(segmentId)) &&
    (newMemberDays === undefined || isNewMember(facts, newMemberDays)) &&
    (openids === undefined || openids.includes(facts.openid))
  );
}

/** Joined at most n park days ago: who joined today is new on day 0. */
const isNewMember = ({ joinedAt, now }: AudienceFacts, days: number): boolean =>
  addParkDays(parkDayOf(joinedAt), days) >= parkDayOf(now);

/** Whether somebody who has not joined may be shown the offer: it is for everybody, or for new members. */
export const isShownToGuests = (audience: Audience | undefined): boolean =>
  !audience ||
  Object.entries(audience).every(
    ([name, value]) => name === 'everyone' || name === 'newMemberDays' || value === undefined,
  );
