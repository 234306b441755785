import type { MeView } from '../../../shared-types/contract/member';
import { meView } from '../../domain/member/member';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { currentConsent } from '../../store/config';

/** The home of a guest or member. */
export async function me(_input: object, { openid, db, keys }: Ctx): Promise<Result<MeView>> {
  const [member, consent] = await Promise.all([db.get('members', keys.memberId(openid)), currentConsent(db)]);
  return done(meView(member, consent));
}
