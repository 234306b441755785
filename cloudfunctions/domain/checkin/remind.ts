import type { Instant, ParkDay } from '../../../shared-types/ids';
import { startOfParkDay } from '../../../shared-types/park-day';
import type { CreditRow } from '../member/credits';
import type { MemberDoc } from '../member/member';
import { NO_CHECKINS, newestDay } from './state';
import { REMINDER } from './status';

/** What the job reads of a member. */
export type Holder = Pick<MemberDoc, '_id' | 'credits' | 'ci' | 'ob'>;

/**
 * Whether a member is to be reminded on a day: not signed yet, and with a credit from before it, since a reminder is
 * asked for tomorrow. `given` are the credits of this template given since the day began, whosever they are.
 */
export function isToBeReminded({ _id, credits, ci }: Holder, day: ParkDay, given: CreditRow[]): boolean {
  if ((newestDay(ci ?? NO_CHECKINS) ?? '') >= day) return false;
  const today = given.filter(({ memberId }) => memberId === _id).length;
  return (credits[REMINDER] ?? 0) > today;
}

/** Credits given since a day began, of the rows that are in the ledger and those that still wait in outboxes. */
export function givenSince(day: ParkDay, written: unknown[], holders: Holder[]): CreditRow[] {
  const from: Instant = startOfParkDay(day);
  const waiting = holders.flatMap(({ ob }) => ob.map(({ d }) => d));
  const rows = new Map<string, CreditRow>();
  for (const row of [...written, ...waiting] as Array<Partial<CreditRow>>)
    if (row.type === 'credit' && row.template === REMINDER && row.delta === 1 && (row.at ?? 0) >= from)
      rows.set(row._id as string, row as CreditRow);
  return [...rows.values()];
}
