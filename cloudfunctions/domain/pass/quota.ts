import type { BenefitView } from '../../../shared-types/contract/pass';
import type { HolderId, Instant, ParkDay } from '../../../shared-types/ids';
import { addParkDays, endOfParkDay, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { type StoreDoc, storeViews } from '../staff/staff';
import type { Benefit, Counters, PassDoc } from './pass';
import { type EffectiveTerm, termOn } from './terms';

/** Where uses of a benefit are counted: for whom, and in which day, month or term. */
export interface Place {
  subject: string;
  period: string;
}

export const placeOf = (benefit: Benefit, holderId: HolderId, day: ParkDay, term: EffectiveTerm): Place => ({
  subject: benefit.each === 'holder' ? holderId : 'pass',
  period: { day, month: day.slice(0, 7), term: `t${term.key}` }[benefit.period],
});

/** Uses that stand at a place. */
export const usedAt = (used: Counters, benefitId: string, { subject, period }: Place): number =>
  used[benefitId]?.[subject]?.[period] ?? 0;

/** Counters after `n` more uses at a place (fewer, if negative); nothing is kept of what came back to none. */
export function counted(used: Counters, benefitId: string, { subject, period }: Place, n: number): Counters {
  const ofBenefit = used[benefitId] ?? {};
  const { [period]: before = 0, ...others } = ofBenefit[subject] ?? {};
  const after = before + n;
  const ofSubject = after > 0 ? { ...others, [period]: after } : others;
  return { ...used, [benefitId]: { ...ofBenefit, [subject]: ofSubject } };
}

/** Days that a scan made without network, and a manager's word on it, may come late. */
export const KEPT_DAYS = 62;

/** Drops days and months that nobody can use or take back any more, so that a pass does not grow with its years. */
export function pruned(used: Counters, today: ParkDay): Counters {
  const oldest = addParkDays(today, -KEPT_DAYS);
  const isKept = ([period]: [string, number]) =>
    period.startsWith('t') || period >= oldest.slice(0, period.length);
  return mapped(used, (ofBenefit) =>
    mapped(ofBenefit, (ofSubject) => Object.fromEntries(Object.entries(ofSubject).filter(isKept))),
  );
}

const mapped = <Value>(record: Record<string, Value>, change: (value: Value) => Value) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

/** When what is left is the whole quota again. */
export function nextResetAt(benefit: Benefit, day: ParkDay, term: EffectiveTerm): Instant {
  if (benefit.period === 'day') return endOfParkDay(day) + 1;
  if (benefit.period === 'term') return endOfParkDay(term.end) + 1;
  // The 1st of the next month: no month is longer than 31 days, none ends before day 28.
  const next = addParkDays(`${day.slice(0, 8)}28` as ParkDay, 4);
  return startOfParkDay(`${next.slice(0, 8)}01` as ParkDay);
}

/** A benefit as one holder has it at an instant. */
export function benefitView(
  pass: Pick<PassDoc, 'terms' | 'used'>,
  benefit: Benefit,
  holderId: HolderId,
  now: Instant,
  stores: StoreDoc[],
): BenefitView {
  const day = parkDayOf(now);
  const term = termOn(pass, day);
  const used = usedAt(pass.used, benefit.id, placeOf(benefit, holderId, day, term));
  return {
    benefitId: benefit.id,
    name: benefit.name,
    period: benefit.period,
    each: benefit.each,
    quota: benefit.quota,
    used,
    left: Math.max(0, benefit.quota - used),
    nextResetAt: nextResetAt(benefit, day, term),
    worth: benefit.worth,
    stores: benefit.stores === 'all' ? 'all' : storeViews(benefit.stores, stores),
    blackout: benefit.blackout.filter((closed) => closed >= day),
  };
}
