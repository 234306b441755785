import type { ExportInput } from '@shared/contract';
import type { StoreId } from '@shared/ids';
import { addParkDays, parkDayOf } from '@shared/park-day';

export type Tab = ExportInput['what'];
export type Question<What extends Tab> = Extract<ExportInput, { what: What }>;

/** Ways of guests the park asks about most. */
export const WAYS = {
  coupon: ['offer_exposed', 'offer_clicked', 'coupon_claimed', 'redemption_confirmed'],
  groupbuy: ['campaign_exposed', 'campaign_clicked', 'order_paid'],
};
export type Way = keyof typeof WAYS;

/** Whoever goes the whole way within a week went it. */
const WINDOW_MINUTES = 7 * 24 * 60;

export interface Filters {
  /** Park days, today's the last of them. */
  days: number;
  storeId: StoreId | '';
  way: Way;
}

/** What each tab asks; its file is asked with the same, so that both say the same. */
export function questionsOf({ days, storeId, way }: Filters, now: number): { [T in Tab]: Question<T> } {
  const to = parkDayOf(now);
  const from = addParkDays(to, 1 - days);
  return {
    overview: { what: 'overview', from, to },
    redemption: { what: 'redemption', from, to, ...(storeId ? { storeId } : {}) },
    campaign: { what: 'campaign', from, to },
    funnel: { what: 'funnel', steps: WAYS[way], from, to, windowMinutes: WINDOW_MINUTES },
    tags: { what: 'tags' },
  };
}
