import type { EventName } from '@shared/events';
import { conditions as words } from '../../texts/conditions';
import { tags } from '../../texts/tags';

/** Props by which the form can narrow an event; others can be in a rule, which then cannot be shown as a form. */
export type FilterName = keyof typeof words.filter;

const FILTERS: Partial<Record<EventName, FilterName[]>> = {
  article_read: ['topic'],
  product_viewed: ['topic'],
  offer_exposed: ['offerId'],
  offer_clicked: ['offerId'],
  coupon_claimed: ['offerId'],
  coupon_given: ['offerId'],
  coupon_received: ['offerId'],
  coupon_revoked: ['offerId'],
  redemption_confirmed: ['offerId', 'storeId'],
  redemption_undone: ['offerId'],
};
export const filtersOf = (event: EventName): FilterName[] => FILTERS[event] ?? [];

/** What can be added up: an event and one of its props, by one name. */
export type Measure = keyof typeof words.measures;
export const MEASURES = Object.keys(words.measures) as Measure[];

export const measureOf = (event: string, prop: string): Measure | undefined =>
  MEASURES.find((measure) => measure === `${event}.${prop}`);

export function partsOf(measure: Measure): { event: EventName; prop: string } {
  const [event, prop] = measure.split('.') as [EventName, string];
  return { event, prop };
}

/** Props that are fen in the log, and yuan to people. */
export const isMoney = (prop: string): boolean => ['amount', 'price', 'cost'].includes(prop);

export const TOPICS = Object.entries(tags.topics).map(([value, label]) => ({ value, label }));
