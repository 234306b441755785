import type { CardEdition } from '../../shared-types/contract/birthday';
import type { CardId, Instant, MemberId, OfferId, ParkDay } from '../../shared-types/ids';
import { minuteOfParkDay, parkDayOf } from '../../shared-types/park-day';
import {
  type CardDoc,
  type CardTerms,
  type Celebrated,
  newCard,
  personOf,
  unreadMark,
} from '../domain/birthday/card';
import { DEFAULTS } from '../domain/config/defaults';
import { _, type Db } from '../platform/db';
import type { Keys } from '../platform/keys';
import { addMissing } from './add-missing';
import { setting } from './config';
import { publishedOffer } from './offers';

export const cardIdOf = (keys: Keys, who: Pick<Celebrated, 'owner' | 'holderId'>, year: number): CardId =>
  keys.derive('crd_', 'birthday', personOf(who), String(year)) as CardId;

/** What a friend is told: names the card, and 128 bits that nobody can guess. */
export const cardToken = (keys: Keys, cardId: CardId): string =>
  `${cardId}.${keys.token('birthday', cardId)}`;

/** The card a token names; null if the token was not made here. */
export function cardIdIn(keys: Keys, token: string): CardId | null {
  const cardId = token.split('.')[0] as CardId;
  return token === cardToken(keys, cardId) ? cardId : null;
}

/** Minutes of the park day from which on a card needs no morning message: its owner is looking at the app. */
const MORNING = 9 * 60;

/** What all cards of a day have in common: two requests a minute of the park's clock. */
export async function cardTerms(db: Db, now: Instant, day: ParkDay): Promise<CardTerms> {
  const { offerId, passOfferId, greetings } = await setting(db, now, 'birthday');
  const gift = async (id: OfferId | undefined) => {
    const offer = id && (await publishedOffer(db, id, now));
    return offer && offer.status !== 'draft' ? { offerId: offer._id, title: offer.spec.title } : null;
  };
  const club = await gift(offerId);
  const gifts: Record<CardEdition, typeof club> = { club, pass: (await gift(passOfferId)) ?? club };
  return {
    day,
    gifts,
    greetings: greetings ?? (DEFAULTS.birthday.greetings as string[]),
    madeAt: now,
    notify: day,
  };
}

/** The terms of a card that is made because a birthday was just set, on its own day. */
export async function lateCardTerms(db: Db, now: Instant, day: ParkDay): Promise<CardTerms> {
  const terms = await cardTerms(db, now, day);
  return parkDayOf(now) === day && minuteOfParkDay(now) < MORNING ? terms : { ...terms, notify: null };
}

/**
 * Makes the cards of up to 100 people that are not there yet, and answers how many. Safe to repeat and to run beside
 * itself: three requests, one where all are there. The mark that they are unread comes first, so that a run that is killed in between
 * leaves no card without it, and a repeat does not mark anew what has been opened meanwhile.
 */
export async function addCards(
  db: Db,
  keys: Keys,
  people: Array<{ who: Celebrated; year: number }>,
  terms: CardTerms,
): Promise<number> {
  const wanted = new Map(
    people.map(({ who, year }) => {
      const card = newCard(cardIdOf(keys, who, year), who, year, terms);
      return [card._id, card];
    }),
  );
  if (wanted.size === 0) return 0;
  const there = await db.find('cards', { _id: _.in([...wanted.keys()]) }, { fields: ['_id'] });
  for (const { _id } of there) wanted.delete(_id);
  const cards = [...wanted.values()];
  if (cards.length === 0) return 0;
  await markUnread(db, cards);
  await addMissing(db, 'cards', cards);
  return cards.length;
}

/** One update for all who get a card of their own, one more for each card of a holder. */
async function markUnread(db: Db, cards: CardDoc[]): Promise<void> {
  const owners = new Map<string, MemberId[]>();
  for (const card of cards) {
    const mark = unreadMark(card);
    owners.set(mark, [...(owners.get(mark) ?? []), card.owner]);
  }
  for (const [mark, ids] of owners)
    await db.update('members', { _id: _.in(ids) }, { unread: _.addToSet(mark) });
}
