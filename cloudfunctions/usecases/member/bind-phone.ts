import { maskedPhone } from '../../domain/member/profile';
import { type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { changeMember } from './change';

/**
 * Binds the number behind the code of a getPhoneNumber button. A code works once, so it is exchanged after everything
 * else has been asked; one that is wrong, old or used is `invalid_input`.
 */
export function bindPhone({ code }: { code: string }, ctx: Ctx): Promise<Result<{ phoneMasked: string }>> {
  let phone: string | null = null;
  return changeMember(ctx, 'member.bindPhone', async ({ _id }) => {
    phone ??= await ctx.wechat.phoneNumber(code);
    if (phone === null) return refuse('invalid_input', { fields: ['code'] });
    return {
      change: { phone: _.set({ sealed: ctx.keys.seal(phone, _id) }) },
      value: { phoneMasked: maskedPhone(phone) },
    };
  });
}
