import * as v from 'valibot';
import type { CardId, CouponId, Instant, OfferId, ParkDay } from '../ids';
import { cardId, text } from './fields';
import { command, query } from './operation';

export type CardTemplate = 'dolphin' | 'penguin' | 'jellyfish';
/** Pass holders get the pass edition. */
export type CardEdition = 'club' | 'pass';
/** Whose birthday it is: the member's own, or that of a holder on the member's annual pass. */
export type CardPerson = 'self' | 'holder';
/** `delivered`: the message of the morning went out; without a subscribe credit a card stays `made` until it is opened. */
export type CardStatus = 'made' | 'delivered' | 'opened' | 'gift_used';

export interface GiftView {
  offerId: OfferId;
  title: string;
  /** Validity: the calendar month of the birthday. */
  validFrom: Instant;
  /** Last instant of validity (23:59:59.999 park time). */
  validTo: Instant;
  /**
   * `waiting` for the card to be opened; `given`: in the wallet; `on_its_way`: out of stock, it comes by itself as soon as
   * the park has more; `over`: the card was not opened in the month.
   */
  status: 'waiting' | 'given' | 'on_its_way' | 'over';
  /** In the wallet; a bundle gives several. */
  couponIds: CouponId[];
}

export interface BlessingView {
  /** null: a friend who has no name here. */
  name: string | null;
  text: string;
  at: Instant;
}

/** A card as its owner sees it. */
export interface CardView {
  cardId: CardId;
  /** The birthday year: for a lunar birthday the lunar year. */
  year: number;
  day: ParkDay;
  person: CardPerson;
  template: CardTemplate;
  edition: CardEdition;
  /** First name; null if the person has given none. */
  name: string | null;
  greeting: string;
  gift: GiftView | null;
  opened: boolean;
  openedAt?: Instant;
  blessings: BlessingView[];
  /** For friends: names the card and 128 bits that only its owner is told. */
  token: string;
}

/** A card as a friend sees it: first name and greeting only. */
export interface SharedCardView {
  template: CardTemplate;
  edition: CardEdition;
  name: string | null;
  greeting: string;
  /** What this friend has written on it. */
  blessed: BlessingView | null;
  /** Whether there is room for another line. */
  full: boolean;
  /** The caller's own card. */
  mine: CardId | null;
}

export interface CardItem {
  cardId: CardId;
  year: number;
  day: ParkDay;
  person: CardPerson;
  name: string | null;
  template: CardTemplate;
  edition: CardEdition;
  status: CardStatus;
  openedAt?: Instant;
}

/** Answer of opening: the same for every repeat, but that a gift on its way may have arrived. */
export interface OpenedCard {
  cardId: CardId;
  openedAt: Instant;
  gift: GiftView | null;
}

/** Of the cards of one month, `YYYY-MM`. */
export interface BirthdayFigures {
  month: string;
  /** Cards made for birthdays of the month. */
  made: number;
  /** Whose message went out. */
  delivered: number;
  opened: number;
  /** Of whose gift at least one coupon has a use that stands. */
  giftUsed: number;
  /** Whose owner was at a gate or counter in the month. */
  visited: number;
}

const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,100}$/));
/** A line on a card. */
export const BLESSING_LENGTH = 60;
export const MAX_BLESSINGS = 50;

/** Operations on birthday cards; they belong to the cloud function `member`. */
export const birthdayOps = {
  'birthday.card': query<CardView | SharedCardView>()(
    v.union([v.strictObject({ cardId }), v.strictObject({ token })]),
  ),
  'birthday.open': command<OpenedCard>()(v.strictObject({ cardId })),
  /** Newest first. */
  'birthday.mine': query<{ items: CardItem[] }>()(v.strictObject({})),
  /** `already_blessed`: one line a friend and card. `wall_full`: it has fifty. */
  'birthday.bless': command<SharedCardView>()(v.strictObject({ token, text: text(BLESSING_LENGTH) }), [
    'already_blessed',
    'wall_full',
    'content_rejected',
    'content_unchecked',
  ]),
  /** The park's mini-program code for the poster, a picture in base64. */
  'birthday.code': query<{ type: string; base64: string }>()(v.strictObject({})),
};
