import type { ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';
import type { TimerCtx } from '../../platform/timer';
import { keepBill } from '../../store/bills';

/**
 * Fetches yesterday's bill of a provider that has one by the day, and keeps it for the books.
 *
 * @throws while it is not there: it is asked for again at the next tick, and later days wait, so that none is left out
 */
export async function keepBills({ db, pay }: TimerCtx, day: ParkDay): Promise<null> {
  if (!pay.billsByDay) return null;
  const yesterday = addParkDays(day, -1);
  const rows = await pay.bill(yesterday);
  if (!rows) throw new Error(`the bill of ${yesterday} is not to be had yet`);
  await keepBill(db, yesterday, rows);
  return null;
}
