import type { Instant, StaffId } from '../../shared-types/ids';
import { type AttemptsDoc, closesTyping, WRONG_NUMBERS } from '../domain/staff/attempts';
import { _, type Db, isDuplicate } from '../platform/db';

/** Writes one wrong number down. Pushes do not depend on what was read, so that a burst of guesses counts in full. */
export async function countWrongNumber(
  db: Db,
  id: StaffId,
  before: AttemptsDoc | null,
  now: Instant,
): Promise<void> {
  const closing = closesTyping(before, now) ? { closings: _.push([now]) } : {};
  const change = { wrong: _.push({ each: [now], slice: -WRONG_NUMBERS }), ...closing };
  if ((await db.update('attempts', { _id: id }, change)) === 1) return;
  try {
    await db.add('attempts', [{ _id: id, wrong: [now], closings: [] }]);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await db.update('attempts', { _id: id }, change);
  }
}
