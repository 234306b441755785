import type { Audience } from '../../shared-types/contract/admin';
import type { Tier } from '../../shared-types/contract/member';
import type { Instant, MemberId } from '../../shared-types/ids';
import { type MemberDoc, tierOf } from '../domain/member/member';
import { rankOf } from '../domain/member/tier';
import type { AudienceFacts } from '../domain/offer/audience';
import { factsOf } from '../domain/offer/claim';
import { eventsOf } from '../domain/tags/condition';
import { aroundOf, tagNames, tagViews } from '../domain/tags/views';
import { _, type Db, MAX_ROWS } from '../platform/db';
import { setting } from './config';
import { holdingsOf, holdsValidPass } from './passes';
import { isInside } from './tag-preview';
import { factsOfMembers } from './tags';
import { waitingRows } from './waiting';

/**
 * What audiences may ask of a member. Only what one of them does ask costs a request. `hasValidPass`: for who has asked
 * `passFact` before, in the round of the member itself.
 */
export async function factsFor(
  db: Db,
  now: number,
  member: MemberDoc,
  audiences: Array<Audience | undefined>,
  hasValidPass?: boolean,
): Promise<AudienceFacts> {
  const [tier, pass, tags, segments] = await Promise.all([
    tierFact(db, now, member, audiences),
    hasValidPass ?? passFact(db, now, member._id, audiences),
    tagFacts(db, now, member, audiences),
    segmentFacts(db, now, member, audiences),
  ]);
  return factsOf(member, { tier, hasValidPass: pass, tags, segments }, now);
}

/** Tags stand on the member; a pass is asked for only where no other tag has a name that is wanted. */
async function tagFacts(
  db: Db,
  now: Instant,
  member: MemberDoc,
  audiences: Array<Audience | undefined>,
): Promise<Set<string>> {
  const wanted = audiences.flatMap((audience) => audience?.tag ?? []);
  if (wanted.length === 0) return new Set();
  const thresholds = await setting(db, now, 'tiers');
  const known = tagNames(tagViews(member, aroundOf(member, [], thresholds, now), now));
  if (wanted.every((tag) => known.has(tag))) return known;
  const passes = await holdingsOf(db, [member._id]);
  return tagNames(tagViews(member, aroundOf(member, passes, thresholds, now), now));
}

/** Which of the segments that are asked about the member is in at this instant, whatever was counted before. */
async function segmentFacts(
  db: Db,
  now: Instant,
  member: MemberDoc,
  audiences: Array<Audience | undefined>,
): Promise<Set<string>> {
  const wanted = [...new Set(audiences.flatMap((audience) => audience?.segmentId ?? []))];
  if (wanted.length === 0) return new Set();
  const segments = await db.find('segments', { _id: _.in(wanted) }, { limit: MAX_ROWS });
  if (segments.length === 0 || !member.consent.scopes.profiling) return new Set();
  const conditions = segments.map(({ when }) => when);
  const [facts] = await factsOfMembers(db, now, [member], conditions, conditions.flatMap(eventsOf));
  return new Set(
    segments.filter(({ when }) => facts && isInside(when, { ...facts, member })).map(({ _id }) => _id),
  );
}

/** Whether a member has a pass that is good now; no request, and no, where nobody asks. */
export const passFact = async (
  db: Db,
  now: number,
  memberId: MemberId,
  audiences: Array<Audience | undefined>,
): Promise<boolean> =>
  audiences.some((audience) => audience?.validPass) && (await holdsValidPass(db, memberId, now));

/**
 * The tier is on the member, and only who does not reach it that way is asked for what is still in outboxes, which may
 * only raise it.
 */
async function tierFact(
  db: Db,
  now: number,
  member: MemberDoc,
  audiences: Array<Audience | undefined>,
): Promise<Tier> {
  const wanted = audiences.flatMap((audience) => audience?.tierAtLeast ?? []);
  if (wanted.length === 0) return member.tier;
  const thresholds = await setting(db, now, 'tiers');
  const known = tierOf(member, [], now, thresholds);
  if (wanted.every((tier) => rankOf(known) >= rankOf(tier))) return known;
  return tierOf(member, await waitingRows(db, member._id), now, thresholds);
}
