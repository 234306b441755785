import type { Validity } from '../../../shared-types/contract/wallet';
import type { Instant } from '../../../shared-types/ids';
import { addParkDays, endOfParkDay, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';

/** First and last instant of validity of a coupon claimed at `at`; always to 23:59:59.999 park time. */
export function validityOf(validity: Validity, at: Instant): { startAt: Instant; endAt: Instant } {
  if (validity.type === 'fixed')
    return { startAt: validity.from, endAt: endOfParkDay(parkDayOf(lastDayInstant(validity.to))) };
  const first = addParkDays(parkDayOf(at), validity.startInDays);
  const startAt = validity.startInDays === 0 ? at : startOfParkDay(first);
  return { startAt, endAt: endOfParkDay(addParkDays(first, validity.days - 1)) };
}

/** A period that ends at 00:00 ends with the day before: windows are half-open. */
const lastDayInstant = (to: Instant): Instant => (startOfParkDay(parkDayOf(to)) === to ? to - 1 : to);
