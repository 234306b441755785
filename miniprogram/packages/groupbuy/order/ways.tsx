import type { OrderView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { canAskBack } from '../../../features/groupbuy/order-look';
import { usePayHeld } from '../../../features/groupbuy/use-pay-held';
import { refreshOrders } from '../../../features/groupbuy/use-purchase';
import { refreshWallet } from '../../../features/wallet/coupons';
import { common } from '../../../texts/common';
import { orders as texts } from '../../../texts/groupbuy';
import { Button } from '../../../ui/button';
import { yuanOf } from '../../../ui/format';
import { Sheet } from '../../../ui/sheet';
import { troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

interface Props {
  order: OrderView;
  again(): Promise<unknown>;
  /** The pay sheet said yes. */
  paidNow(): void;
}

/** What can be done about an order now; nothing, where it is the cloud's turn. */
export function Ways(props: Props) {
  const now = useNow(1000);
  const { order } = props;
  if (order.status === 'pending' && (order.payUntil ?? 0) > now) return <Unpaid {...props} />;
  if (canAskBack(order)) return <AskBack {...props} />;
  return null;
}

function Unpaid({ order, again, paidNow }: Props) {
  const { orderId } = order;
  const { busy, note, pay } = usePayHeld(order, (paid) => {
    if (paid) paidNow();
    return again();
  });
  const cancel = useCommand('campaign', 'order.cancel');
  const trouble = cancel.outcome && !cancel.outcome.ok ? cancel.outcome : undefined;
  const said = note ?? (trouble && (isFault(trouble) ? texts.unsure : troubleText(trouble)));
  async function cancelNow(): Promise<void> {
    await cancel.run({ orderId });
    await again();
    refreshOrders();
  }
  return (
    <View>
      {said && <View className="order-note">{said}</View>}
      <Button busy={busy} onPress={() => void pay()}>
        {`${texts.pay} ¥${yuanOf(order.amount)}`}
      </Button>
      <View className="order-second">
        <Button look="plain" busy={cancel.busy} onPress={() => void cancelNow()}>
          {texts.cancel}
        </Button>
      </View>
    </View>
  );
}

function AskBack({ order, again }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="plain" onPress={() => setAsking(true)}>
        {texts.refund}
      </Button>
      {asking && <RefundSheet order={order} again={again} close={() => setAsking(false)} />}
    </>
  );
}

function RefundSheet({ order, again, close }: Pick<Props, 'order' | 'again'> & { close(): void }) {
  const { busy, outcome, run } = useCommand('campaign', 'order.refund');
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const unsure = trouble !== undefined && isFault(trouble);
  async function refund(): Promise<void> {
    const answered = await run({ orderId: order.orderId });
    if (isFault(answered)) return;
    await again();
    refreshOrders();
    refreshWallet();
    if (answered.ok) close();
  }
  return (
    <Sheet title={texts.refundTitle} close={close}>
      <View className="order-refund">
        <View>{texts.refundHint(yuanOf(order.amount - order.refunded))}</View>
        <View>
          {order.status === 'fulfilled' ? texts.refundUsed : order.groupId ? texts.refundGroup : ''}
        </View>
      </View>
      {trouble && <View className="order-note">{unsure ? texts.unsure : troubleText(trouble)}</View>}
      <Button busy={busy} onPress={() => void refund()}>
        {unsure ? common.again : texts.refundGo}
      </Button>
      <View className="order-second">
        <Button look="plain" onPress={close}>
          {texts.keep}
        </Button>
      </View>
    </Sheet>
  );
}
