import type { OpenedCard } from '../../../shared-types/contract/birthday';
import type { CouponId, Instant, MemberId } from '../../../shared-types/ids';
import type { RequestMark } from '../request';
import { done, type Result, refuse } from '../result';
import { type CardDoc, type Gift, openedView } from './card';

/** What opening comes to before the gift: an answer, or what is to be handed over now (null: nothing). */
export type OpenStep =
  | { answer: Result<OpenedCard, 'not_found' | 'request_id_reused'> }
  | { card: CardDoc; handOver: Gift | null };

/**
 * Decides an opening. A card is opened once; whoever opens it again gets the same answer. A gift is handed over in its
 * month, and a card that was opened while the gift was out of stock asks for it again.
 *
 * @param elsewhere another card that this request has opened, if there is one
 */
export function decideOpen(
  card: CardDoc | null,
  owner: MemberId,
  request: RequestMark,
  elsewhere: boolean,
  now: Instant,
): OpenStep {
  if (elsewhere) return { answer: refuse('request_id_reused') };
  if (!card || card.owner !== owner) return { answer: refuse('not_found') };
  const { opened, gift } = card;
  if (opened?.key === request.key && opened.hash !== request.hash)
    return { answer: refuse('request_id_reused') };
  const isOpen = gift !== null && now <= gift.endAt;
  if (opened && (opened.couponIds.length > 0 || !isOpen)) return { answer: done(openedView(card, opened)) };
  return { card, handOver: isOpen ? gift : null };
}

/** The card after it: the first opening stays the first, also when its gift comes later. */
export const openedBy = (
  card: CardDoc,
  request: RequestMark,
  now: Instant,
  couponIds: CouponId[],
): NonNullable<CardDoc['opened']> => ({
  ...(card.opened ?? { key: request.key, hash: request.hash, at: now }),
  couponIds,
});
