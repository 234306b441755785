import type { MeView } from '../../../shared-types/contract/member';
import { lotteryNews } from '../../domain/lottery/news';
import { messagesView } from '../../domain/member/credits';
import { meView } from '../../domain/member/member';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { currentConsent, setting } from '../../store/config';
import { memberAtHome } from '../../store/home';
import { passesOf } from '../../store/passes';
import { countingRows, homeCoupons } from '../../store/waiting';
import { viewsOf } from '../pass/list';

/** The home of a guest or member: one round, whatever has happened and whether or not jobs have been there. */
export async function me(_input: object, { openid, db, keys, now }: Ctx): Promise<Result<MeView>> {
  const memberId = keys.memberId(openid);
  const [{ member, wins, guesses }, consent, thresholds, { templates }, coupons, passes, { kinds }] =
    await Promise.all([
      memberAtHome(db, memberId, now),
      currentConsent(db),
      setting(db, now, 'tiers'),
      setting(db, now, 'messages'),
      homeCoupons(db, memberId, now),
      passesOf(db, memberId),
      setting(db, now, 'passKinds'),
    ]);
  const around = {
    now,
    keys,
    currentConsent: consent,
    thresholds,
    waiting: [...coupons.waiting, ...countingRows(passes, memberId)],
    unseenCoupons: coupons.unseen,
    pass: viewsOf(passes, memberId, kinds, now)[0] ?? null,
    lottery: lotteryNews(wins, guesses, now),
  };
  return done({ ...meView(member, around), messages: messagesView(member, templates) });
}
