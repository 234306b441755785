import type { Audience } from '../../shared-types/contract/admin';
import type { Tier } from '../../shared-types/contract/member';
import type { MemberId } from '../../shared-types/ids';
import { type MemberDoc, tierOf } from '../domain/member/member';
import { rankOf } from '../domain/member/tier';
import type { AudienceFacts } from '../domain/offer/audience';
import { factsOf } from '../domain/offer/claim';
import type { Db } from '../platform/db';
import { setting } from './config';
import { holdsValidPass } from './passes';
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
  const [tier, pass] = await Promise.all([
    tierFact(db, now, member, audiences),
    hasValidPass ?? passFact(db, now, member._id, audiences),
  ]);
  return factsOf(member, { tier, hasValidPass: pass }, now);
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
