import type { OrderView } from '@shared/contract';
import { useState } from 'react';
import { isFault } from '../../api/caller';
import { useCommand } from '../../api/use-command';
import { orders as texts } from '../../texts/groupbuy';
import { troubleText } from '../../ui/states';
import { settle } from './use-purchase';

/** Pays an order whose seat is held. `ended`: whether the pay sheet said yes. `note`: why it did not work. */
export function usePayHeld(
  { orderId }: Pick<OrderView, 'orderId'>,
  ended: (paid: boolean) => Promise<unknown>,
) {
  const { outcome, run } = useCommand('campaign', 'order.pay');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  async function pay(): Promise<void> {
    setBusy(true);
    setFailed(false);
    const answered = await run({ orderId });
    const paid = answered.ok && (await settle(answered.value));
    setFailed(answered.ok && !paid);
    await ended(paid);
    setBusy(false);
  }
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const unsure = trouble && (isFault(trouble) ? texts.unsure : troubleText(trouble));
  return { busy, note: unsure ?? (failed ? texts.payFailed : undefined), pay };
}
