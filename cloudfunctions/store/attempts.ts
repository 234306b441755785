import { type Attempts, closingOf, WRONG_NUMBERS, type WrongNumber } from '../domain/staff/attempts';
import type { StaffDoc } from '../domain/staff/staff';
import { _, type Db } from '../platform/db';

/**
 * Writes one wrong number down on the clerk's row, which is read anyway; `rev` stays. The push does not depend on what
 * was read, so that a burst of guesses counts in full, and not on whether its answer arrives: once per request.
 */
export async function countWrongNumber(db: Db, staff: StaffDoc, number: WrongNumber): Promise<void> {
  const wrong = _.push({ each: [number], slice: -WRONG_NUMBERS });
  const counted = await db.update('staff', { _id: staff._id, 'wrong.id': _.neq(number.id) }, { wrong });
  const after: Attempts = { wrong: [...(staff.wrong ?? []), number].slice(-WRONG_NUMBERS) };
  if (counted === 1 && closingOf(after) !== null) await recordClosing(db, staff, after);
}

/** Puts it on the record that typing is closed; once, also if those who closed it at the same instant did not see it. */
export async function recordClosing(
  db: Db,
  { _id, closings = [] }: Pick<StaffDoc, '_id' | 'closings'>,
  attempts: Attempts,
): Promise<void> {
  const closing = closingOf(attempts);
  if (closing !== null && !closings.includes(closing))
    await db.update('staff', { _id }, { closings: _.addToSet(closing) });
}
