import type { Audience } from '../../shared-types/contract/admin';
import { type MemberDoc, tierOf } from '../domain/member/member';
import { rankOf } from '../domain/member/tier';
import type { AudienceFacts } from '../domain/offer/audience';
import { factsOf } from '../domain/offer/claim';
import type { Db } from '../platform/db';
import { setting } from './config';
import { waitingRows } from './waiting';

/**
 * What audiences may ask of a member. Only what one of them does ask costs a request: the tier is on the member, and
 * only who does not reach it that way is asked for what is still in outboxes, which may only raise it.
 */
export async function factsFor(
  db: Db,
  now: number,
  member: MemberDoc,
  audiences: Array<Audience | undefined>,
): Promise<AudienceFacts> {
  const wanted = audiences.flatMap((audience) => audience?.tierAtLeast ?? []);
  if (wanted.length === 0) return factsOf(member, member.tier, now);
  const thresholds = await setting(db, now, 'tiers');
  const known = tierOf(member, [], now, thresholds);
  if (wanted.every((tier) => rankOf(known) >= rankOf(tier))) return factsOf(member, known, now);
  return factsOf(member, tierOf(member, await waitingRows(db, member._id), now, thresholds), now);
}
