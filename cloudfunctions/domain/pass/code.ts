import type { Instant } from '../../../shared-types/ids';
import { endOfParkDay, parkDayOf } from '../../../shared-types/park-day';
import type { Named } from '../coupon/counter';
import { type Benefit, ENTRY, type Holder, type PassDoc } from './pass';
import { placeOf, usedAt } from './quota';
import { termOn, termsOn } from './terms';

/** Two digits are all that a code has for uses left. */
const MOST_USES = 99;

/** What the code of a holder says: what is left of entry on the day it is shown; other benefits need the network. */
export function holderNamed(
  pass: PassDoc,
  { holderId: id, number }: Holder,
  entry: Benefit | undefined,
  now: Instant,
): Named {
  const today = parkDayOf(now);
  const endAt = endOfParkDay(termsOn(pass, today).at(-1)?.end ?? today);
  const factsAt = (at: Instant) => {
    const day = parkDayOf(at);
    const used = entry ? usedAt(pass.used, ENTRY, placeOf(entry, id, day, termOn(pass, day))) : 0;
    const usesLeft = Math.min(MOST_USES, Math.max(0, (entry?.quota ?? 0) - used));
    return { endAt, about: ENTRY, usesLeft };
  };
  return { kind: 'p', id, number, stepName: number, factsAt };
}
