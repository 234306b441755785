import type { OpenedCard } from '../../../shared-types/contract/birthday';
import type { CardId, CouponId } from '../../../shared-types/ids';
import { type CardDoc, openedView, unreadMark } from '../../domain/birthday/card';
import { decideOpen, openedBy } from '../../domain/birthday/open';
import type { Result } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { grant } from '../../store/grant';

/**
 * Opens a card of mine. The gift comes first (the same coupons, whoever asks how often), then the mark that it was opened:
 * whoever dies in between leaves an unopened card, and nobody an opened one without its gift.
 */
export function openCard({ cardId }: { cardId: CardId }, ctx: Ctx): Promise<Result<OpenedCard>> {
  const { db, keys, openid, now } = ctx;
  const owner = keys.memberId(openid);
  const request = { key: `${owner}:open:${ctx.request.id}`, hash: ctx.request.hash };
  return commit(async (): Promise<Attempt<OpenedCard, string>> => {
    const [card, [of]] = await Promise.all([
      db.get('cards', cardId),
      db.find('cards', { rids: request.key }, { fields: ['_id'], limit: 1 }),
    ]);
    const step = decideOpen(card, owner, request, of !== undefined && of._id !== cardId, now);
    if ('answer' in step) return step;
    const [couponIds] = await Promise.all([
      step.handOver ? handOver(ctx, step.card, step.handOver.offerId) : [],
      db.update('members', { _id: owner }, { unread: _.pull(unreadMark(step.card)) }),
    ]);
    const opened = openedBy(step.card, request, now, couponIds);
    return { write: () => writeOpened(ctx, step.card, opened), value: openedView(step.card, opened) };
  });
}

/** The coupons of the gift, in the wallet; none while it is out of stock. */
async function handOver(
  { db, keys, now }: Ctx,
  { _id, owner, gift }: CardDoc,
  offerId: NonNullable<CardDoc['gift']>['offerId'],
): Promise<CouponId[]> {
  const window = gift && { startAt: gift.startAt, endAt: gift.endAt };
  const granted = await grant(db, keys, now, {
    offerId,
    memberId: owner,
    cause: `birthday_${_id}`,
    origin: 'birthday',
    count: 1,
    window,
  });
  return granted === 'no_stock' ? [] : granted.couponIds;
}

const writeOpened = ({ db }: Ctx, card: CardDoc, opened: NonNullable<CardDoc['opened']>): Promise<number> =>
  card.opened
    ? db.update(
        'cards',
        { _id: card._id, 'opened.at': card.opened.at },
        { 'opened.couponIds': opened.couponIds },
      )
    : db.update(
        'cards',
        { _id: card._id, opened: null },
        { opened: _.set(opened), rids: _.push([opened.key]) },
      );
