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

/** Something of these days became known when they were over: their figures are asked of the ledgers until they are made anew. */
export async function reopenDays(db: TimerCtx['db'], now: number, days: ParkDay[]): Promise<void> {
  const over = days.filter((day) => day < parkDayOf(now));
  if (over.length === 0) return;
  await appoint(db, 'days', { job: 'closeMissing', at: now, subject: '' });
  await dropDays(db, over);
}
