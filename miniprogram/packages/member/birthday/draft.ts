import type { InputOf } from '../../../api/outcome';

type Birthday = NonNullable<InputOf<'member', 'member.updateProfile'>['birthday']>;

/** A birthday as it is being chosen. */
export interface Draft {
  calendar: 'solar' | 'lunar';
  month: number | undefined;
  day: number | undefined;
  leapMonth: boolean;
  /** As typed. */
  year: string;
}

export const draftOf = (before: Birthday | null): Draft => ({
  calendar: before?.calendar ?? 'solar',
  month: before?.month,
  day: before?.day,
  leapMonth: before?.leapMonth ?? false,
  year: before?.year === undefined ? '' : String(before.year),
});

/** Whether nothing was chosen that was not there before. */
export const isSame = (a: Draft, b: Draft): boolean =>
  (Object.keys(a) as Array<keyof Draft>).every((key) => a[key] === b[key]);

const SOLAR_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** As many days as the month can have in some year. */
export const daysOf = ({ calendar, month }: Draft): number =>
  calendar === 'lunar' ? 30 : (SOLAR_DAYS[(month ?? 1) - 1] ?? 31);

/** The birthday, or what is still wrong: `day` (not chosen, or one that the month does not have) or the `year`. */
export function readDraft(
  draft: Draft,
  lastYear: number,
): { birthday: Birthday } | { wrong: 'day' | 'year' } {
  const { calendar, month, day, leapMonth } = draft;
  if (month === undefined || day === undefined || day > daysOf(draft)) return { wrong: 'day' };
  const typed = draft.year.trim();
  const year = typed === '' ? undefined : Number(typed);
  if (year !== undefined && !(/^\d{4}$/.test(typed) && year >= 1900 && year <= lastYear))
    return { wrong: 'year' };
  return {
    birthday: {
      calendar,
      month,
      day,
      ...(calendar === 'lunar' && leapMonth ? { leapMonth } : {}),
      ...(year === undefined ? {} : { year }),
    },
  };
}
