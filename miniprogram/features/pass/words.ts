import type { BenefitView, PassView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { pass as texts } from '../../texts/pass';
import { dayOf, yuanOf } from '../../ui/format';

/** Until when, or why not now. */
export function passLine(pass: Omit<PassView, 'holders'>, now: number): string {
  if (pass.status === 'frozen' && pass.freezes.now)
    return texts.frozenUntil(dayOf(startOfParkDay(pass.freezes.now.until), now));
  if (pass.status === 'not_started') return texts.from(dayOf(pass.validFrom, now));
  if (pass.status === 'ended') return texts.endedOn(dayOf(pass.validTo, now));
  return texts.until(dayOf(pass.validTo, now));
}

const SHOWN_DAYS = 3;

/** What a benefit is, in a line: how often, what for, where, and when not. */
export function benefitFacts(benefit: BenefitView, now: number): string[] {
  const { period, quota, each, worth, stores, blackout } = benefit;
  return [
    texts.quota(texts.periods[period], quota, each === 'holder'),
    ...(worth > 0 ? [texts.worth(yuanOf(worth))] : []),
    ...(stores === 'all' ? [] : [texts.onlyAt(stores.map(({ name }) => name).join('、'))]),
    ...blackoutFacts(blackout, now),
  ];
}

function blackoutFacts(days: BenefitView['blackout'], now: number): string[] {
  if (days.length === 0) return [];
  const named = [...days]
    .sort()
    .slice(0, SHOWN_DAYS)
    .map((day) => dayOf(startOfParkDay(day), now))
    .join('、');
  return [days.length > SHOWN_DAYS ? texts.blackoutMore(named, days.length) : texts.blackoutDays(named)];
}

/** How much of it is left now: a word, and when it comes back. */
export function leftOf(
  { left, period, nextResetAt }: BenefitView,
  now: number,
): { word: string; back?: string } {
  if (left > 0) return { word: texts.left(left) };
  const back = texts.backOn(dayOf(nextResetAt, now));
  return period === 'day' ? { word: texts.usedToday, back } : { word: texts.usedUp, back };
}
