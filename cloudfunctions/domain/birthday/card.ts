import type {
  BlessingView,
  CardEdition,
  CardItem,
  CardPerson,
  CardTemplate,
  CardView,
  GiftView,
  OpenedCard,
  SharedCardView,
} from '../../../shared-types/contract/birthday';
import type {
  CardId,
  CouponId,
  HolderId,
  Instant,
  MemberId,
  OfferId,
  ParkDay,
} from '../../../shared-types/ids';
import { addParkDays, endOfParkDay, startOfParkDay } from '../../../shared-types/park-day';
import type { MemberDoc } from '../member/member';
import type { RequestMark } from '../request';
import { firstNameOf } from './first-name';

/** One card, one document; `_id` derives from the person and the birthday year, so that there is never a second one. */
export interface CardDoc {
  _id: CardId;
  /** Whose phone it comes to: the member, or the guardian who owns the pass. */
  owner: MemberId;
  /** null: the owner's own birthday. */
  holderId: HolderId | null;
  /** As the person was called when it was made. */
  name: string | null;
  year: number;
  day: ParkDay;
  /** `YYYY-MM` of the day: the month of the gift, and what the figures count by. */
  month: string;
  template: CardTemplate;
  edition: CardEdition;
  greeting: string;
  gift: Gift | null;
  madeAt: Instant;
  /** The day whose morning message it waits for; null when that has been dealt with. */
  notify: ParkDay | null;
  /** When the message went out. */
  deliveredAt: Instant | null;
  opened: (RequestMark & { at: Instant; couponIds: CouponId[] }) | null;
  /** At most one a friend, and fifty. */
  blessings: Blessing[];
  /** Requests that opened or blessed it, by person; unique over all cards, seeded with the own id. */
  rids: string[];
}

/** What an unopened card holds, as it was configured when the card was made. */
export interface Gift {
  offerId: OfferId;
  title: string;
  /** First and last instant of the month of the birthday. */
  startAt: Instant;
  endAt: Instant;
}

export interface Blessing extends RequestMark {
  /** Derives from the friend's openid, whether or not they are a member. */
  by: MemberId;
  name: string | null;
  text: string;
  at: Instant;
}

/** Somebody whose birthday it is. */
export interface Celebrated {
  owner: MemberId;
  holderId: HolderId | null;
  name: string | null;
  edition: CardEdition;
}

export const celebratedMember = (
  { _id, nickname }: Pick<MemberDoc, '_id' | 'nickname'>,
  edition: CardEdition = 'club',
): Celebrated => ({ owner: _id, holderId: null, name: nickname, edition });

/** What is the same for all cards of a day. */
export interface CardTerms {
  day: ParkDay;
  /** The gift of each edition. */
  gifts: Record<CardEdition, { offerId: OfferId; title: string } | null>;
  greetings: readonly string[];
  madeAt: Instant;
  notify: ParkDay | null;
}

export const TEMPLATES = ['dolphin', 'penguin', 'jellyfish'] as const satisfies readonly CardTemplate[];

/** Who a card is about: what its id derives from, with the birthday year. */
export const personOf = ({ owner, holderId }: Pick<Celebrated, 'owner' | 'holderId'>): MemberId | HolderId =>
  holderId ?? owner;

/** The card of a person and birthday year. Pictures take turns from year to year, and so do greetings. */
export function newCard(_id: CardId, who: Celebrated, year: number, terms: CardTerms): CardDoc {
  const turn = spread(personOf(who)) + year;
  const gift = terms.gifts[who.edition];
  return {
    _id,
    owner: who.owner,
    holderId: who.holderId,
    name: firstNameOf(who.name),
    year,
    day: terms.day,
    month: terms.day.slice(0, 7),
    template: TEMPLATES[turn % TEMPLATES.length] as CardTemplate,
    edition: who.edition,
    greeting: terms.greetings[turn % terms.greetings.length] as string,
    gift: gift && { ...gift, ...monthOf(terms.day) },
    madeAt: terms.madeAt,
    notify: terms.notify,
    deliveredAt: null,
    opened: null,
    blessings: [],
    rids: [_id],
  };
}

/** A number from an id; ids are HMACs, so their characters are evenly spread. */
const spread = (id: string): number => [...id].reduce((sum, c) => sum + c.charCodeAt(0), 0);

/** First and last instant of the calendar month of a day. */
export function monthOf(day: ParkDay): { startAt: Instant; endAt: Instant } {
  const first = `${day.slice(0, 7)}-01` as ParkDay;
  const inNext = addParkDays(first, 31);
  const last = addParkDays(`${inNext.slice(0, 7)}-01` as ParkDay, -1);
  return { startAt: startOfParkDay(first), endAt: endOfParkDay(last) };
}

/** What an unopened card leaves among the unread of its owner; the same for all own cards of a day. */
export const unreadMark = ({ _id, holderId, day }: Pick<CardDoc, '_id' | 'holderId' | 'day'>): string =>
  holderId ? _id : `card_${day}`;

type Opened = { at: Instant; couponIds: CouponId[] };

function giftView(gift: Gift | null, opened: Opened | null, now: Instant): GiftView | null {
  if (!gift) return null;
  const { offerId, title, startAt, endAt } = gift;
  const couponIds = opened?.couponIds ?? [];
  const status = () => {
    if (couponIds.length > 0) return 'given';
    if (now > endAt) return 'over';
    return opened ? 'on_its_way' : 'waiting';
  };
  return { offerId, title, validFrom: startAt, validTo: endAt, status: status(), couponIds };
}

const blessingView = ({ name, text, at }: Blessing): BlessingView => ({ name, text, at });
const kindOf = ({ holderId }: CardDoc): CardPerson => (holderId ? 'holder' : 'self');

export const cardView = (card: CardDoc, token: string, now: Instant): CardView => ({
  cardId: card._id,
  year: card.year,
  day: card.day,
  person: kindOf(card),
  template: card.template,
  edition: card.edition,
  name: card.name,
  greeting: card.greeting,
  gift: giftView(card.gift, card.opened, now),
  opened: card.opened !== null,
  ...(card.opened ? { openedAt: card.opened.at } : {}),
  blessings: card.blessings.map(blessingView),
  token,
});

export function sharedCardView(card: CardDoc, me: MemberId): SharedCardView {
  const mine = card.blessings.find(({ by }) => by === me);
  return {
    template: card.template,
    edition: card.edition,
    name: card.name,
    greeting: card.greeting,
    blessed: mine ? blessingView(mine) : null,
    full: card.blessings.length >= MAX_BLESSINGS,
    mine: card.owner === me ? card._id : null,
  };
}
/** As the contract has it, which phones read too. */
export const MAX_BLESSINGS = 50;

/** As of the opening, so that every repeat says the same. */
export const openedView = ({ _id, gift }: CardDoc, opened: Opened): OpenedCard => ({
  cardId: _id,
  openedAt: opened.at,
  gift: giftView(gift, opened, opened.at),
});

/** `used`: at least one of the coupons it gave has a use that stands. */
export const cardItem = (card: CardDoc, used: boolean): CardItem => ({
  cardId: card._id,
  year: card.year,
  day: card.day,
  person: kindOf(card),
  name: card.name,
  template: card.template,
  edition: card.edition,
  status: used ? 'gift_used' : card.opened ? 'opened' : card.deliveredAt === null ? 'made' : 'delivered',
  ...(card.opened ? { openedAt: card.opened.at } : {}),
});
