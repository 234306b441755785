import type { MemberView } from '../../../shared-types/contract/member';
import { decideJoin, type JoinCommand, memberView } from '../../domain/member/member';
import type { Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { currentConsent } from '../../store/config';
import { writeWhole } from '../../store/members';
import { refusalOfName } from './name';

type Input = Omit<JoinCommand, 'memberId' | 'openid'>;
type Joined = Result<MemberView, string>;

/**
 * Becoming a member: one `add` under an id derived from the openid, so that twice, or twice at once, is once. Who has left
 * takes the place of what stayed of them.
 */
export async function join(input: Input, ctx: Ctx): Promise<Joined> {
  const { openid, db, keys, now } = ctx;
  const command = { ...input, memberId: keys.memberId(openid), openid };
  const request = { key: ctx.request.id, hash: ctx.request.hash };
  let nameChecked = false;

  return commit(async (): Promise<Attempt<MemberView, string>> => {
    const [existing, consent] = await Promise.all([db.get('members', command.memberId), currentConsent(db)]);
    const decision = decideJoin(existing, command, request, { now, currentConsent: consent, keys });
    if ('answer' in decision) return decision;
    if (!nameChecked) {
      const refusal = await refusalOfName(input.nickname, ctx);
      if (refusal) return { answer: refusal };
      nameChecked = true;
    }
    const write = async () => {
      if (existing) return writeWhole(db, decision.member);
      await db.add('members', [decision.member]);
      return 1;
    };
    return { write, value: memberView(decision.member, keys) };
  });
}
