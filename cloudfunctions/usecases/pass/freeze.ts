import type { PassView } from '../../../shared-types/contract/pass';
import type { MemberId, PassId } from '../../../shared-types/ids';
import { frozen, thawed } from '../../domain/pass/freeze';
import type { PassEventRow } from '../../domain/pass/ledger';
import type { PassDoc, Term } from '../../domain/pass/pass';
import { passView } from '../../domain/pass/view';
import { ringWith } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { setting } from '../../store/config';
import { writePassFor } from '../../store/passes';
import { commitOnPass, earlierAnswerOf, passRequest } from './request';

interface Input {
  passId: PassId;
  reason: string;
}

/** Lets a pass rest from today on, for 30 days at most; they come back at its end. */
export const freeze = (input: Input, ctx: Ctx) =>
  change('frozen', input, ctx, (pass, by) => frozen(pass, { by, reason: input.reason, at: ctx.now }));

/** Wakes a pass before its time; a live one stays as it is. */
export const unfreeze = (input: Input, ctx: Ctx) =>
  change('unfrozen', input, ctx, (pass) => {
    const terms = thawed(pass, ctx.now);
    return terms ? { terms } : null;
  });

/** By the owner, or a manager on the owner's behalf. null: there is nothing to change. */
function change(
  step: 'frozen' | 'unfrozen',
  { passId, reason }: Input,
  ctx: Ctx,
  decide: (pass: PassDoc, by: PassEventRow['by']) => { terms: Term[] } | { refusal: Result<never> } | null,
): Promise<Result<PassView>> {
  const { db, keys, openid, now } = ctx;
  const me = keys.memberId(openid);
  const request = passRequest(ctx, step);

  return commitOnPass(db, passId, request, async (): Promise<Attempt<PassView, string>> => {
    const [pass, staff, { kinds }] = await Promise.all([
      db.get('passes', passId),
      db.get('staff', keys.staffId(openid)),
      setting(db, now, 'passKinds'),
    ]);
    const earlier = pass && earlierAnswerOf<PassView>(pass, request);
    if (earlier) return { answer: earlier };
    const isManager = actsAs(staff, ['manager', 'operator']);
    if (pass?.state !== 'open' || (pass.owner !== me && !isManager && !pass.people.includes(me)))
      return { answer: refuse('not_found') };
    if (pass.owner !== me && !isManager) return { answer: refuse('not_allowed') };
    const by = pass.owner === me ? me : keys.staffId(openid);
    const decision = decide(pass, by);
    const viewOf = (after: PassDoc) => passView(after, me, kinds[pass.kind], now);
    if (!decision) return { answer: done(viewOf(pass)) };
    if ('refusal' in decision) return { answer: decision.refusal };
    const value = viewOf({ ...pass, terms: decision.terms });
    const row: PassEventRow = {
      _id: keys.derive('pev_', pass._id, request.key),
      type: 'passEvent',
      step,
      passId,
      memberId: pass.owner as MemberId,
      by,
      at: now,
      reason,
    };
    const rq = ringWith(pass.rq, request, value);
    const changes = { terms: _.set(decision.terms), rq: _.set(rq) };
    const followUp = { id: row._id, to: 'ledger' as const, at: now, d: row };
    return { write: () => writePassFor(db, pass, request, changes, [followUp]), value };
  });
}
