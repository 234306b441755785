import type { Instant } from '../../../shared-types/ids';
import type { MemberDoc } from '../member/member';
import { type Result, refuse } from '../result';
import { type AudienceFacts, isEligible } from './audience';
import { claimEnd, type OfferDoc } from './offer';

/**
 * Whether this person may claim this offer now, before stock and limits are asked; the order of the refusals is
 * fixed (spec 03). A draft is nobody's business: it is not found.
 */
export function refusalOfClaim(
  facts: AudienceFacts | null,
  offer: OfferDoc | null,
  now: Instant,
): Result<never> | null {
  if (!facts) return refuse('member_required');
  if (!offer || offer.status === 'draft') return refuse('not_found');
  const { spec } = offer;
  if (now < spec.claimFrom) return refuse('not_started', { claimFrom: spec.claimFrom });
  if (now >= claimEnd(spec) || offer.status === 'stopped') return refuse('ended');
  return isEligible(spec.audience, facts) ? null : refuse('not_eligible');
}

/** What an audience may ask that does not stand in the member's document. */
export type MoreFacts = Pick<AudienceFacts, 'tier' | 'hasValidPass' | 'tags' | 'segments'>;

/** What an audience may ask of a member. */
export const factsOf = (member: MemberDoc, more: MoreFacts, now: Instant): AudienceFacts => ({
  ...more,
  openid: member.openid,
  // Who left and joins again is no new member.
  joinedAt: member.firstJoinedAt,
  now,
});
