import type { CodeView } from '../../../shared-types/contract/wallet';
import type { HolderId, PassId } from '../../../shared-types/ids';
import { codeView } from '../../domain/coupon/counter';
import { holderNamed } from '../../domain/pass/code';
import { ENTRY } from '../../domain/pass/pass';
import { unusablePassDetail, whyPassUnusable } from '../../domain/pass/use';
import { mayShow } from '../../domain/pass/view';
import { done, type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { setting } from '../../store/config';

/** The rotating code of a holder whom my phone may show. */
export async function passCode(
  input: { passId: PassId; holderId: HolderId },
  { db, keys, openid, now }: Ctx,
): Promise<Result<CodeView>> {
  const [pass, { rows }] = await Promise.all([db.get('passes', input.passId), setting(db, now, 'benefits')]);
  const holder = pass?.holders.find(({ holderId }) => holderId === input.holderId);
  if (!pass || !holder || !mayShow(pass, holder, keys.memberId(openid))) return refuse('not_found');
  const why = whyPassUnusable(pass, now);
  if (why) return refuse(why, unusablePassDetail(why, pass, now));
  const entry = rows.find((benefit) => benefit.id === ENTRY);
  return done(codeView(holderNamed(pass, holder, entry, now), now, keys));
}
