import type { Tier } from '../../../shared-types/contract/member';
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

/** What an audience may ask of a member; pass, tags and segments answer "no" until their modules are there. */
export const factsOf = (member: MemberDoc, tier: Tier, now: Instant): AudienceFacts => ({
  openid: member.openid,
  // Who left and joins again is no new member.
  joinedAt: member.firstJoinedAt,
  now,
  tier,
  hasValidPass: false,
  tags: new Set<string>(),
  segments: new Set<string>(),
});
