import type { BenefitView } from '../../../shared-types/contract/pass';
import type { HolderId, PassId } from '../../../shared-types/ids';
import { benefitView } from '../../domain/pass/quota';
import { mayShow } from '../../domain/pass/view';
import { done, type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { allStores, setting } from '../../store/config';

/** What a pass is good for and how much of it is left, for one of its holders: mine if none is named. */
export async function passBenefits(
  input: { passId: PassId; holderId?: HolderId | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: BenefitView[] }>> {
  const me = keys.memberId(openid);
  const [pass, { rows }, stores] = await Promise.all([
    db.get('passes', input.passId),
    setting(db, now, 'benefits'),
    allStores(db, now),
  ]);
  if (!pass?.people.includes(me)) return refuse('not_found');
  const holder = input.holderId
    ? pass.holders.find(({ holderId }) => holderId === input.holderId)
    : (pass.holders.find(({ boundTo }) => boundTo === me) ?? pass.holders[0]);
  if (!holder || !mayShow(pass, holder, me)) return refuse('not_found');
  return done({ items: rows.map((benefit) => benefitView(pass, benefit, holder.holderId, now, stores)) });
}
