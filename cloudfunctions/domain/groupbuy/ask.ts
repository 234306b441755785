import type { Instant } from '../../../shared-types/ids';
import { ASK_AFTER_MS, type GroupDoc, type Seat } from './group';
import { type Step, step, withSeat } from './step';

/** How soon a close that the provider did not answer is tried again. */
const CLOSE_AGAIN_MS = 60_000;

/** An order the provider was asked about without learning anything new: when it is asked next. */
export function askedAgain(group: GroupDoc, seat: Seat, now: Instant): Step | 'nothing' {
  if (seat.status !== 'pending' || (seat.next !== null && seat.next > now)) return 'nothing';
  const isOver = seat.holdUntil <= now;
  const next = isOver ? now + CLOSE_AGAIN_MS : Math.min(now + ASK_AFTER_MS, seat.holdUntil);
  return step(withSeat(group, { ...seat, next }));
}
