import type { PassView } from '../../../shared-types/contract/pass';
import type { PassId } from '../../../shared-types/ids';
import type { PassDoc } from '../../domain/pass/pass';
import { refusalOfSpending } from '../../domain/pass/renew';
import { type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { setting } from '../../store/config';
import { finishRenewal, writeSpent } from '../../store/renewals';
import { earlierAnswerOf, passRequest, usedElsewhere } from './request';
import { refusalOfCode, soldPass, type TypedPass } from './sold-pass';

type Input = TypedPass & { passId: PassId };
/** The pass to prolong and the one that was spent for it, or the answer of an earlier run. */
type Spent = { spent: PassDoc } | { answer: Result<PassView> };

/**
 * Prolongs a pass by a bought one: the bought pass is spent by one conditional write that says what for, then the other
 * gets its term. A crash in between leaves the order in the spent one's outbox, from which `jobs` carries it out.
 */
export async function renew(input: Input, ctx: Ctx): Promise<Result<PassView>> {
  const request = passRequest(ctx, 'renew');
  const spent = await spend(input, ctx);
  if (!spent.ok) return spent;
  if ('answer' in spent.value) return spent.value.answer;
  const { spent: bought } = spent.value;
  if (!bought.spent) throw new Error('a spent pass does not say what for');
  const renewed = await finishRenewal(ctx.db, bought.spent, ctx.now);
  return (renewed && earlierAnswerOf<PassView>(renewed, request)) ?? refuse('renew_not_open');
}

function spend(input: Input, ctx: Ctx): Promise<Result<Spent>> {
  const { db, keys, openid, now } = ctx;
  const me = keys.memberId(openid);
  const request = passRequest(ctx, 'renew');
  return commit(async (): Promise<Attempt<Spent, string>> => {
    const [pass, sold, other, config] = await Promise.all([
      db.get('passes', input.passId),
      soldPass(ctx, input),
      usedElsewhere(db, request),
      setting(db, now, 'passKinds'),
    ]);
    const earlier = pass && earlierAnswerOf<PassView>(pass, request);
    if (earlier) return { answer: { ok: true, value: { answer: earlier } } };
    const bought = sold.pass;
    if (bought?.spent?.key === request.key && bought.spent.hash === request.hash)
      return { answer: { ok: true, value: { spent: bought } } };
    if (other) return { answer: refuse('request_id_reused') };
    if (!pass || pass.owner !== me || pass.state !== 'open') return { answer: refuse('not_found') };
    const refusal =
      (await refusalOfCode(ctx, input, sold)) ?? refusalOfSpending(bought as PassDoc, pass, now, config);
    if (refusal) return { answer: refusal };
    const { price } = config.kinds[pass.kind];
    const order = { bought: sold.passId, passId: pass._id, by: me, at: now, terms: pass.terms.length, price };
    const spent = { ...(bought as PassDoc), state: 'spent' as const, spent: { ...order, ...request } };
    return { write: () => writeSpent(db, bought as PassDoc, order, request), value: { spent } };
  });
}
