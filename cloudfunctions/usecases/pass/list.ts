import type { ConfigOf } from '../../../shared-types/contract/config';
import type { PassView } from '../../../shared-types/contract/pass';
import type { Instant, MemberId } from '../../../shared-types/ids';
import type { PassDoc } from '../../domain/pass/pass';
import { byRank, passView } from '../../domain/pass/view';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { setting } from '../../store/config';
import { passesOf } from '../../store/passes';

/** Passes I own or am bound to, the foremost first; none for a guest. */
export async function passList(
  _input: object,
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: PassView[] }>> {
  const memberId = keys.memberId(openid);
  const [passes, { kinds }] = await Promise.all([passesOf(db, memberId), setting(db, now, 'passKinds')]);
  return done({ items: viewsOf(passes, memberId, kinds, now) });
}

/** Passes as one of their people sees them, the foremost first. */
export const viewsOf = (
  passes: PassDoc[],
  me: MemberId,
  kinds: ConfigOf<'passKinds'>['kinds'],
  now: Instant,
): PassView[] => byRank(passes, now).map((pass) => passView(pass, me, kinds[pass.kind], now));
