import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import { addParkDays, minuteOfParkDay, parkDayOf, weekdayOf } from '../../../shared-types/park-day';

/** One message to one person, by (member, template, subject); written when it has been dealt with. */
export interface OutreachRow {
  _id: string;
  memberId: MemberId;
  template: string;
  subject: string;
  at: Instant;
  /** `unsure`: the run that spent the credit was killed, so it may have gone out; it is not sent again. */
  status: 'sent' | 'failed' | 'unsure';
}

/** Marketing messages go out inside 09:00–21:00 park time, half-open. */
export const isOutreachHour = (now: Instant): boolean => {
  const minute = minuteOfParkDay(now);
  return minute >= 9 * 60 && minute < 21 * 60;
};

/** The Monday of the week an instant belongs to: what the weekly cap counts by. */
export const weekOf = (now: Instant): ParkDay => {
  const day = parkDayOf(now);
  return addParkDays(day, 1 - weekdayOf(day));
};
