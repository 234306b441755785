import type { BirthdayFigures } from '../../../shared-types/contract/birthday';
import { parkDayOf } from '../../../shared-types/park-day';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { birthdayFigures } from '../../store/birthday-figures';

interface Input {
  year?: number | undefined;
  month?: number | undefined;
}

/** How the cards of a month did; without input, of this month. */
export async function figuresOfBirthdays(
  { year, month }: Input,
  { db, keys, openid, now }: Ctx,
): Promise<Result<BirthdayFigures>> {
  const staff = await db.get('staff', keys.staffId(openid));
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  const today = parkDayOf(now);
  const of = `${year ?? today.slice(0, 4)}-${String(month ?? today.slice(5, 7)).padStart(2, '0')}`;
  return done(await birthdayFigures(db, of));
}
