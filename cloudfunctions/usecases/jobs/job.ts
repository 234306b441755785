import type { ParkDay } from '../../../shared-types/ids';
import type { DailySlot } from '../../domain/jobs/schedule';
import type { TimerCtx } from '../../platform/timer';

/** Where a page ended; null = the run is through. Opaque to the runner. */
export type NextCursor = string | null;

/**
 * The cursor of a job that has no place to keep, since what is done leaves what it asks for. It counts, because the
 * runner goes on only where it has moved the cursor: a run that writes the same word twice has written nothing.
 */
export const onward = (cursor: string | null): NextCursor => String((Number(cursor) || 0) + 1);

/**
 * Work that is due each park day. A run is a chain of pages, each safe to repeat and to run beside itself; it costs
 * what there is to do that day. A page throws to be tried again at the next tick.
 */
export interface DailyJob extends DailySlot {
  page(ctx: TimerCtx, day: ParkDay, cursor: string | null): Promise<NextCursor>;
}

/** Work that is due once, for one subject. */
export type AppointedJob = (ctx: TimerCtx, subject: string, cursor: string | null) => Promise<NextCursor>;
