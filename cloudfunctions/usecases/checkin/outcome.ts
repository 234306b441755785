import type { CheckinResult, CheckinReward } from '../../../shared-types/contract/checkin';
import type { Decision, Env } from '../../domain/checkin/decide';
import type { Outcome } from '../../domain/checkin/state';
import type { MemberDoc } from '../../domain/member/member';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { checkinEnv, settleGrants, writeCheckin } from '../../store/checkin';
import { type Attempt, commit } from '../../store/commit';
import { grant } from '../../store/grant';
import { memberOf } from '../../store/members';

type Carried = Result<CheckinResult>;

/**
 * Loads me, decides and commits; then gives the coupons the day has earned, so that they are in the wallet before the
 * answer is. `entering` is written beside the commit. A repeat, and a second check-in that is refused, finish what a
 * killed call has left out.
 */
export async function carryOut(
  ctx: Ctx,
  decide: (member: MemberDoc | null, env: Env) => Decision<string>,
  entering: () => Promise<void> = async () => undefined,
): Promise<Carried> {
  const { db, keys, openid, now } = ctx;
  let first: Outcome | undefined;
  const committed = await commit(async (): Promise<Attempt<Outcome, string>> => {
    const [member, env] = await Promise.all([memberOf(db, keys.memberId(openid)), checkinEnv(db, now)]);
    const decision = decide(member, env);
    if ('before' in decision) return { answer: done(decision.before) };
    if ('refusal' in decision) {
      first = decision.first;
      return { answer: decision.refusal };
    }
    const write = async () => {
      const [written] = await Promise.all([
        writeCheckin(db, member as MemberDoc, decision.change),
        entering(),
      ]);
      return written;
    };
    return { write, value: decision.outcome };
  });
  if (committed.ok) return done(await given(ctx, committed.value));
  return first ? { ...committed, detail: { ...(await given(ctx, first)) } } : committed;
}

/** The answer, with the ids of its coupons; one the park has none left of follows later. */
async function given(ctx: Ctx, { result, grants }: Outcome): Promise<CheckinResult> {
  const { db, keys, now } = ctx;
  if (grants.length === 0) return result;
  const coupons: CheckinReward[] = [];
  for (const wanted of grants) {
    const granted = await grant(db, keys, now, wanted);
    if (granted === 'no_stock') coupons.push({ kind: 'coupon' });
    else for (const couponId of granted.couponIds) coupons.push({ kind: 'coupon', couponId });
  }
  await settleGrants(db, grants);
  return { ...result, rewards: [...result.rewards.filter(({ kind }) => kind !== 'coupon'), ...coupons] };
}
