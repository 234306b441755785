import type { MemberDoc } from '../../domain/member/member';
import { judgeRing, ringWith } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Change } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { memberOf } from '../../store/members';

/** What a command does to a member, with the answer; or why it does nothing. */
export type MemberStep<Value> = { change: Change; value: Value } | Extract<Result<never>, { ok: false }>;

/**
 * One change of the caller's own member document by a command that creates nothing: a repeat gets its answer, then the
 * rule is asked; the conditional write carries the change and, in the member's ring, the request's mark.
 */
export function changeMember<Value>(
  { db, keys, openid, request }: Ctx,
  op: string,
  decide: (member: MemberDoc) => MemberStep<Value> | Promise<MemberStep<Value>>,
): Promise<Result<Value>> {
  const mark = { key: `${op}:${request.id}`, hash: request.hash };
  return commit(async (): Promise<Attempt<Value, string>> => {
    const member = await memberOf(db, keys.memberId(openid));
    if (!member) return { answer: refuse('member_required') };
    const verdict = judgeRing(member.rq, mark);
    if (verdict.is === 'repeat') return { answer: done(verdict.answer as Value) };
    if (verdict.is === 'reused') return { answer: refuse('request_id_reused') };
    if (verdict.is === 'expired') return { answer: refuse('request_expired') };
    const step = await decide(member);
    if ('ok' in step) return { answer: step };
    const change = { rev: _.inc(1), rq: _.set(ringWith(member.rq, mark, step.value)), ...step.change };
    return {
      write: () => db.update('members', { _id: member._id, rev: member.rev }, change),
      value: step.value,
    };
  });
}
