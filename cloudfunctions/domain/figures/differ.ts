import { canonicalJson } from '../../../shared-types/canonical-json';
import type { ReconcileView } from '../../../shared-types/contract/books';
import type { Day, DayBucket } from './day';

/** Name of the difference between a kept day and what its ledgers say now; its id is `day field`. */
export const DAY_DIFFERS = 'figures of a day = its ledgers';

/** Each figure of a kept day that is not what the ledgers and the log say. */
export function dayDifferences(kept: DayBucket, told: Day): ReconcileView['differences'] {
  const numbers = Object.entries(told).flatMap(([field, expected]) => {
    const found = kept[field as keyof Day];
    return typeof expected === 'number' && expected !== found
      ? [{ what: DAY_DIFFERS, id: `${told.day} ${field}`, expected, found: Number(found) }]
      : [];
  });
  if (canonicalJson(kept.dwell) === canonicalJson(told.dwell)) return numbers;
  const left = (day: Day) => day.dwell.reduce((all, { n }) => all + n, 0);
  const dwell = { what: DAY_DIFFERS, id: `${told.day} dwell`, expected: left(told), found: left(kept) };
  return [...numbers, dwell];
}
