import { acceptCredits } from '../../domain/member/credits';
import { type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { setting } from '../../store/config';
import { changeMember } from './change';

interface Input {
  templates: Array<{ key: string; accepted: boolean }>;
}
type Credits = { credits: Record<string, number> };

/** Writes down what a person answered to WeChat's question: one accept = one message that may be sent. */
export function credit({ templates }: Input, ctx: Ctx): Promise<Result<Credits>> {
  return changeMember(ctx, 'member.credit', async (member) => {
    const { templates: known } = await setting(ctx.db, ctx.now, 'messages');
    const unknown = templates.flatMap(({ key }, i) =>
      Object.hasOwn(known, key) ? [] : [`templates.${i}.key`],
    );
    if (unknown.length > 0) return refuse('invalid_input', { fields: unknown });
    const accepted = templates.filter((answer) => answer.accepted).map(({ key }) => key);
    const { credits, rows } = acceptCredits(member, accepted, ctx.request.id, ctx.now);
    const entries = rows.map((d) => ({ id: d._id, to: 'ledger', at: d.at, d }));
    return { change: { credits: _.set(credits), ob: _.push(entries) }, value: { credits } };
  });
}
