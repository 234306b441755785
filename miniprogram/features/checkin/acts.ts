import type { CheckinResult } from '@shared/contract';
import { addParkDays } from '@shared/park-day';
import { useRef } from 'react';
import { assume } from '../../api/answers';
import { isFault } from '../../api/caller';
import type { OutcomeOf } from '../../api/outcome';
import { useCommand } from '../../api/use-command';
import { groupTicket } from '../../platform/group';
import { refreshMe } from '../member/use-me';
import { refreshWallet } from '../wallet/coupons';
import { refreshCheckin } from './use-checkin';

/** The day is shown as signed at once; a refusal, or no answer, takes it back. */
const assumeSigned = (): (() => void) =>
  assume('campaign', 'checkin.status', {}, (status) => {
    if (status.signedToday) return;
    status.signedToday = true;
    status.streak += 1;
    status.days.push(status.today);
    status.ladder.at = ((status.streak - 1) % status.ladder.cycle) + 1;
    status.month.days += 1;
  });

/** After a check-in or a day made up: what other screens show of it is asked for again. */
function refreshAfter({ rewards }: CheckinResult): void {
  refreshCheckin();
  refreshMe();
  if (rewards.some(({ kind }) => kind === 'coupon')) refreshWallet();
}

/** Today's check-in. Who came from a group says so, with the ticket the page was opened by. */
export function useSign() {
  const { busy, outcome, run } = useCommand('campaign', 'checkin.sign');
  // The same wish in the same words: a repeat after a lost answer must carry the same ticket.
  const ticket = useRef<Promise<string | undefined>>();
  async function sign(): Promise<OutcomeOf<'campaign', 'checkin.sign'>> {
    const takeBack = assumeSigned();
    ticket.current ??= groupTicket();
    const from = await ticket.current;
    const answered = await run(from === undefined ? {} : { groupTicket: from });
    if (answered.ok) refreshAfter(answered.value);
    else {
      takeBack();
      if (!isFault(answered)) refreshCheckin();
    }
    return answered;
  }
  return { busy, outcome, sign };
}

export function useMakeUp() {
  const { busy, outcome, run } = useCommand('campaign', 'checkin.makeUp');
  async function makeUp(day: CheckinResult['day']): Promise<OutcomeOf<'campaign', 'checkin.makeUp'>> {
    const answered = await run({ day });
    if (answered.ok) refreshAfter(answered.value);
    else if (!isFault(answered)) refreshCheckin();
    return answered;
  }
  return { busy, outcome, makeUp };
}

/** `YYYY-MM` before or after a month. */
export function monthBeside(month: string, by: -1 | 1): string {
  const first = `${month}-01` as CheckinResult['day'];
  return addParkDays(first, by < 0 ? -1 : 31).slice(0, 7);
}
