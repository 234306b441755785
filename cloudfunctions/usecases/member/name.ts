import { type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';

/** A risky name is refused; so is one that could not be checked. `review` passes: people may look at it later. */
export async function refusalOfName(
  nickname: string | undefined,
  { wechat, openid }: Ctx,
): Promise<Extract<Result<never>, { ok: false }> | null> {
  if (nickname === undefined) return null;
  const verdict = await wechat.checkText(openid, nickname);
  if (verdict === 'risky') return refuse('content_rejected', { fields: ['nickname'] });
  return verdict === 'unchecked' ? refuse('content_unchecked', { fields: ['nickname'] }) : null;
}
