import type { MeView } from '../../../shared-types/contract/member';
import { messagesView } from '../../domain/member/credits';
import { meView } from '../../domain/member/member';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { currentConsent, setting } from '../../store/config';
import { homeCoupons } from '../../store/waiting';

/** The home of a guest or member: one round, whatever has happened and whether or not jobs have been there. */
export async function me(_input: object, { openid, db, keys, now }: Ctx): Promise<Result<MeView>> {
  const memberId = keys.memberId(openid);
  const [member, consent, thresholds, { templates }, coupons] = await Promise.all([
    db.get('members', memberId),
    currentConsent(db),
    setting(db, now, 'tiers'),
    setting(db, now, 'messages'),
    homeCoupons(db, memberId, now),
  ]);
  const { waiting, unseen } = coupons;
  const around = { now, keys, currentConsent: consent, thresholds, waiting, unseenCoupons: unseen };
  return done({ ...meView(member, around), messages: messagesView(member, templates) });
}
