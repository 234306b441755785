import type { PassView } from '../../../shared-types/contract/pass';
import type { HolderId, Instant, MemberId, PassId } from '../../../shared-types/ids';
import { bound, INVITE_MS, invited } from '../../domain/pass/invite';
import type { PassEventRow } from '../../domain/pass/ledger';
import { passView } from '../../domain/pass/view';
import { ringWith } from '../../domain/request';
import { type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { setting } from '../../store/config';
import { memberOf } from '../../store/members';
import { writePassFor } from '../../store/passes';
import { commitOnPass, earlierAnswerOf, passRequest } from './request';

type Invited = { token: string; expiresAt: Instant };

/** Invites another adult's phone: whoever gets the token shows that holder's and the children's codes. */
export function invite(
  { passId, holderId }: { passId: PassId; holderId: HolderId },
  ctx: Ctx,
): Promise<Result<Invited>> {
  const { db, keys, openid, now } = ctx;
  const request = passRequest(ctx, 'invite');
  const value = {
    token: `${passId}.${keys.token('pass.invite', passId, holderId, request.key)}`,
    expiresAt: now + INVITE_MS,
  };
  return commitOnPass(db, passId, request, async (): Promise<Attempt<Invited, string>> => {
    const pass = await db.get('passes', passId);
    const earlier = pass && earlierAnswerOf<Invited>(pass, request);
    if (earlier) return { answer: earlier };
    if (!pass || pass.owner !== keys.memberId(openid)) return { answer: refuse('not_found') };
    const decision = invited(pass, holderId, value);
    if ('refusal' in decision) return { answer: decision.refusal };
    const change = {
      holders: _.set(decision.holders),
      rq: _.set(ringWith(pass.rq, request, value)),
    };
    return { write: () => writePassFor(db, pass, request, change), value };
  });
}

/** Takes an invitation: from now on the pass is on my phone, too. */
export function bind({ token }: { token: string }, ctx: Ctx): Promise<Result<PassView>> {
  const { db, keys, openid, now } = ctx;
  const me = keys.memberId(openid);
  const request = passRequest(ctx, 'bind');
  const passId = token.split('.')[0] ?? '';
  return commitOnPass(db, passId, request, async (): Promise<Attempt<PassView, string>> => {
    const [member, pass, { kinds }] = await Promise.all([
      memberOf(db, me),
      db.get('passes', passId),
      setting(db, now, 'passKinds'),
    ]);
    const earlier = pass && earlierAnswerOf<PassView>(pass, request);
    if (earlier) return { answer: earlier };
    if (!member) return { answer: refuse('member_required') };
    if (!pass) return { answer: refuse('invite_ended') };
    const decision = bound(pass, token, me, now);
    if ('refusal' in decision) return { answer: decision.refusal };
    const value = passView({ ...pass, ...decision }, me, kinds[pass.kind], now);
    const row: PassEventRow = {
      _id: keys.derive('pev_', pass._id, request.key),
      type: 'passEvent',
      step: 'bound',
      passId: pass._id,
      memberId: pass.owner as MemberId,
      by: me,
      at: now,
      reason: null,
    };
    const change = {
      holders: _.set(decision.holders),
      people: _.set(decision.people),
      rq: _.set(ringWith(pass.rq, request, value)),
    };
    const followUp = { id: row._id, to: 'ledger' as const, at: now, d: row };
    return { write: () => writePassFor(db, pass, request, change, [followUp]), value };
  });
}
