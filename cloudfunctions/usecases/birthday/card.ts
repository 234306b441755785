import type { CardView, SharedCardView } from '../../../shared-types/contract/birthday';
import type { CardId } from '../../../shared-types/ids';
import { cardView, sharedCardView } from '../../domain/birthday/card';
import { GONE } from '../../domain/member/erase';
import { done, type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { cardIdIn, cardToken } from '../../store/cards';

/** A card of my own by its id, or somebody's by the token they gave me. */
export async function birthdayCard(
  input: { cardId: CardId } | { token: string },
  { db, keys, openid, now }: Ctx,
): Promise<Result<CardView | SharedCardView>> {
  const me = keys.memberId(openid);
  if ('token' in input) {
    const shared = cardIdIn(keys, input.token);
    const card = shared && (await db.get('cards', shared));
    return card && card.owner !== GONE ? done(sharedCardView(card, me)) : refuse('not_found');
  }
  const card = await db.get('cards', input.cardId);
  return card?.owner === me ? done(cardView(card, cardToken(keys, card._id), now)) : refuse('not_found');
}
