import type { ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';
import type { CardDoc } from '../../domain/birthday/card';
import type { Recipient } from '../../domain/member/credits';
import { birthdayCard } from '../../domain/member/message-texts';
import { isOutreachHour } from '../../domain/member/outreach';
import { _ } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { type Addressed, messageIdOf, recipientsOf, sendMessages } from '../../store/outreach';
import { type NextCursor, onward } from '../jobs/job';

const TEMPLATE = 'birthday_card';
/** Cards a page, and so at most as many messages. */
const PAGE = 200;
/** A card that was made up for later than this many days is not spoken of any more. */
const LATE_DAYS = 7;

/**
 * Tells people at 09:00 that a card has come, those who have a credit for it; all others see the red dot. Goes along
 * the cards that wait for their message, and what has been dealt with waits no more: where a run was killed, the next one
 * goes on, and nobody is told twice. Outside the hours in which people may be written to, cards wait for the next morning.
 */
export async function sendCards(ctx: TimerCtx, day: ParkDay, cursor: string | null): Promise<NextCursor> {
  const { db, now } = ctx;
  if (!isOutreachHour(now)) return null;
  const cards = await db.find(
    'cards',
    { notify: _.and([_.gt(''), _.lte(day)]) },
    {
      order: [
        ['notify', 'asc'],
        ['_id', 'asc'],
      ],
      limit: PAGE,
      fields: ['owner', 'holderId', 'name', 'gift', 'day', 'opened'],
    },
  );
  if (cards.length === 0) return null;
  const told = await tell(
    ctx,
    // Who has opened it has seen it.
    cards.filter((card) => !card.opened && card.day >= addParkDays(day, -LATE_DAYS)),
  );
  const rest = cards.map(({ _id }) => _id).filter((_id) => !told.includes(_id));
  if (told.length > 0) await db.update('cards', { _id: _.in(told) }, { notify: null, deliveredAt: now });
  if (rest.length > 0) await db.update('cards', { _id: _.in(rest) }, { notify: null });
  return cards.length < PAGE ? null : onward(cursor);
}

/** Writes to owners who have a credit; answers the cards whose message went out, by this run or one that was killed. */
async function tell(ctx: TimerCtx, cards: CardDoc[]): Promise<CardDoc['_id'][]> {
  const { db, keys } = ctx;
  const owners = [...new Set(cards.map(({ owner }) => owner))];
  const recipients = await recipientsOf(db, TEMPLATE, owners);
  const messages = cards.flatMap((card) => {
    const to = recipients.get(card.owner);
    return to ? [messageOf(card, to)] : [];
  });
  await sendMessages(ctx, messages);
  const byMessage = new Map(
    cards.map((card) => [messageIdOf(keys, card.owner, TEMPLATE, card._id), card._id]),
  );
  // The credit says it: it is spent before the message goes out, whichever run did it.
  const [members, failed] = await Promise.all([
    db.find('members', { _id: _.in(owners) }, { fields: ['spent'] }),
    db.find('outreach', { _id: _.in([...byMessage.keys()]), status: 'failed' }, { fields: ['_id'] }),
  ]);
  for (const { _id } of failed) byMessage.delete(_id);
  return members.flatMap(({ spent }) => spent.flatMap(({ id }) => byMessage.get(id) ?? []));
}

const messageOf = (card: CardDoc, to: Recipient): Addressed => ({
  to,
  template: TEMPLATE,
  subject: card._id,
  page: `packages/birthday/card/index?cardId=${card._id}`,
  data: birthdayCard(card),
  // Asked for by the credit itself, which is for this and nothing else.
  marketing: false,
});
