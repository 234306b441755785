import * as v from 'valibot';

/**
 * The catalogue of events. What a phone tells stands in `PHONE_EVENTS` with the fields its `props` must have; more
 * fields may come along. What only the cloud knows stands in `SERVER_EVENTS`: it follows from the ledgers, and a phone
 * that claims it is not believed.
 */
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(86_400_000));

export const PHONE_EVENTS = {
  app_shown: {},
  page_view: {},
  /** `dwellMs`: how long the page was to be seen. */
  page_leave: { dwellMs: milliseconds },
  offer_exposed: { offerId: word },
  offer_clicked: { offerId: word },
  campaign_exposed: { campaignId: word },
  campaign_clicked: { campaignId: word },
  round_exposed: { roundId: word },
  product_viewed: { productId: word },
  /** `topic` is what the interest radar counts: dolphins, penguins, camps, … */
  article_read: { articleId: word, topic: word },
  /** `what` was shared: a coupon, a group, a page. */
  share_tapped: { what: word },
  /** Came in by a card of a WeChat group. */
  group_entered: {},
  checkin_done: {},
  guess_made: {},
  card_opened: {},
  code_shown: {},
  /** The answer to WeChat's question for a message. */
  subscribe_answered: { accepted: v.boolean() },
} as const satisfies Record<string, v.ObjectEntries>;
export type PhoneEvent = keyof typeof PHONE_EVENTS;

export const SERVER_EVENTS = [
  'member_joined',
  'consent_changed',
  'points_changed',
  'checkin_signed',
  'coupon_claimed',
  'coupon_given',
  'coupon_received',
  'coupon_revoked',
  'redemption_confirmed',
  'redemption_undone',
  'pass_activated',
  'pass_renewed',
  'order_paid',
  'order_refunded',
] as const;
export type ServerEvent = (typeof SERVER_EVENTS)[number];
export type EventName = PhoneEvent | ServerEvent;

export const isPhoneEvent = (name: string): name is PhoneEvent => Object.hasOwn(PHONE_EVENTS, name);
export const isServerEvent = (name: string): name is ServerEvent =>
  (SERVER_EVENTS as readonly string[]).includes(name);
export const isEventName = (name: string): name is EventName => isPhoneEvent(name) || isServerEvent(name);

/** Props of an event: plain values by name. */
export type Props = Record<string, string | number | boolean | null>;

/** One event as a phone sends it. `id` is the phone's own and never used twice; `at` by the phone's clock. */
export interface SentEvent {
  id: string;
  name: PhoneEvent;
  at: number;
  page?: string;
  props?: Props;
  session: string;
  channel?: string;
}
