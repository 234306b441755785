import type { ParkDay } from '../../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../../shared-types/park-day';
import type { TimerCtx } from '../../platform/timer';
import { dropDays, keepNextDay } from '../../store/days';
import { appoint } from '../../store/plan';
import type { NextCursor } from '../jobs/job';

/** Keeps the figures of yesterday, and of days before it that are not kept yet. Yesterday's are made anew. */
export async function closeDays(
  { db, keys, now }: TimerCtx,
  day: ParkDay,
  cursor: string | null,
): Promise<NextCursor> {
  if (cursor === null) await dropDays(db, [addParkDays(day, -1)]);
  return keepNextDay(db, keys, now, day, cursor as ParkDay | null);
}

/** The same at once: after something became known late, or a park was filled. */
export const closeMissing = (
  { db, keys, now }: TimerCtx,
  _subject: string,
  cursor: string | null,
): Promise<NextCursor> => keepNextDay(db, keys, now, parkDayOf(now), cursor as ParkDay | null);

/**
 * Something of these days became known: what is kept of them is dropped, and made anew if they are over. A run that
 * began before midnight may write after a later one has kept the day, so that no day is spared for being today.
 */
export async function reopenDays(db: TimerCtx['db'], now: number, days: ParkDay[]): Promise<void> {
  if (days.length === 0) return;
  if (days.some((day) => day < parkDayOf(now)))
    await appoint(db, 'days', { job: 'closeMissing', at: now, subject: '' });
  await dropDays(db, days);
}
