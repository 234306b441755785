import type { SharedCardView } from '../../../shared-types/contract/birthday';
import type { MemberId } from '../../../shared-types/ids';
import { GONE } from '../member/erase';
import { judgeMark, type RequestMark } from '../request';
import { done, type Result, refuse } from '../result';
import { type CardDoc, MAX_BLESSINGS, sharedCardView } from './card';

type BlessCode = 'not_found' | 'not_allowed' | 'request_id_reused' | 'already_blessed' | 'wall_full';

/**
 * Whether a friend may write a line, before the line is looked at: an answer if not, or if this request has written it.
 * Nobody writes on the card of their own birthday; a guardian may on the child's.
 *
 * @param elsewhere whether this request has written on another card
 */
export function decideBless(
  card: CardDoc | null,
  by: MemberId,
  request: RequestMark,
  elsewhere: boolean,
): { answer: Result<SharedCardView, BlessCode> } | { card: CardDoc } {
  if (elsewhere) return { answer: refuse('request_id_reused') };
  if (!card || card.owner === GONE) return { answer: refuse('not_found') };
  const mine = card.blessings.find((blessing) => blessing.by === by);
  const verdict = judgeMark(
    card.blessings.find(({ key }) => key === request.key),
    request,
  );
  if (verdict === 'repeat') return { answer: done(sharedCardView(card, by)) };
  if (verdict === 'reused') return { answer: refuse('request_id_reused') };
  if (mine) return { answer: refuse('already_blessed') };
  if (card.owner === by && card.holderId === null) return { answer: refuse('not_allowed') };
  if (card.blessings.length >= MAX_BLESSINGS) return { answer: refuse('wall_full', { max: MAX_BLESSINGS }) };
  return { card };
}
