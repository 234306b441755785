import type { CodeView } from '../../../shared-types/contract/wallet';
import type { HolderId, PassId } from '../../../shared-types/ids';
import { endOfParkDay, parkDayOf } from '../../../shared-types/park-day';
import { codeView } from '../../domain/coupon/counter';
import { ENTRY } from '../../domain/pass/pass';
import { placeOf, usedAt } from '../../domain/pass/quota';
import { termOn, termsOn } from '../../domain/pass/terms';
import { unusablePassDetail, whyPassUnusable } from '../../domain/pass/use';
import { mayShow } from '../../domain/pass/view';
import { done, type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { setting } from '../../store/config';

/** Two digits are all that a code has for uses left. */
const MOST_USES = 99;

/** The rotating code of a holder whom my phone may show. It says what is left of entry; other benefits need the network. */
export async function passCode(
  input: { passId: PassId; holderId: HolderId },
  { db, keys, openid, now }: Ctx,
): Promise<Result<CodeView>> {
  const [pass, { rows }] = await Promise.all([db.get('passes', input.passId), setting(db, now, 'benefits')]);
  const holder = pass?.holders.find(({ holderId }) => holderId === input.holderId);
  if (!pass || !holder || !mayShow(pass, holder, keys.memberId(openid))) return refuse('not_found');
  const why = whyPassUnusable(pass, now);
  if (why) return refuse(why, unusablePassDetail(why, pass, now));
  const { holderId: id, number } = holder;
  const entry = rows.find((benefit) => benefit.id === ENTRY);
  const endAt = endOfParkDay(termsOn(pass, parkDayOf(now)).at(-1)?.end ?? parkDayOf(now));
  const factsAt = (at: number) => {
    const day = parkDayOf(at);
    const used = entry ? usedAt(pass.used, ENTRY, placeOf(entry, id, day, termOn(pass, day))) : 0;
    const usesLeft = Math.min(MOST_USES, Math.max(0, (entry?.quota ?? 0) - used));
    return { endAt, about: ENTRY, usesLeft };
  };
  return done(codeView({ kind: 'p', id, number, stepName: number, factsAt }, now, keys));
}
