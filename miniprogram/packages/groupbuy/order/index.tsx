import type { OrderView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { useLookAgain, type WaitsFor } from '../../../api/use-look-again';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { lineOf } from '../../../features/groupbuy/order-line';
import { useTellWallet } from '../../../features/wallet/coming';
import { isComing } from '../../../features/wallet/is-coming';
import { orders as texts } from '../../../texts/groupbuy';
import { Card, Countdown } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf, yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { Ways } from './ways';
import './index.scss';

/** One order: how it stands, what it cost, what went back, and what can be done now. */
export default function Order() {
  const { orderId = '', paid } = useRouter().params;
  const { value, trouble, again } = useQuery('campaign', 'order.detail', {
    orderId: orderId as OrderView['orderId'],
  });
  const [said, setSaid] = useState(paid !== undefined);
  usePullRefresh(again);
  useLookAgain(waitsFor(value, said), again);
  useTellWallet(value);
  if (value) return <Shown order={value} confirming={said} again={again} paidNow={() => setSaid(true)} />;
  return (
    <Page title={texts.order}>
      {trouble && isFault(trouble) && <ErrorState trouble={trouble} again={again} />}
      {trouble && !isFault(trouble) && (
        <Empty
          picture="jellyfish"
          title={texts.gone}
          hint={texts.goneHint}
          way={{ text: texts.all, go: () => void go.orders() }}
        />
      )}
      {!trouble && (
        <View className="order">
          <Bone height="120px" className="order-bone" />
          <Bone height="180px" className="order-bone" />
        </View>
      )}
    </Page>
  );
}

/** What an open page of an order waits for. `said`: the pay sheet said yes. */
function waitsFor(order: OrderView | undefined, said: boolean): WaitsFor | undefined {
  if (!order) return undefined;
  if (order.status === 'pending') return said ? 'payment' : undefined;
  if (isComing(order)) return 'goods';
  return order.status === 'paid' || order.status === 'refunding' ? 'people' : undefined;
}

interface Props {
  order: OrderView;
  confirming: boolean;
  again(): Promise<unknown>;
  paidNow(): void;
}

function Shown({ order, confirming, again, paidNow }: Props) {
  const now = useNow(1000);
  const { status, payUntil } = order;
  return (
    <Page title={texts.order} foot={<Ways order={order} again={again} paidNow={paidNow} />}>
      <View className="order">
        <View className={`order-stand order-stand-${status}`}>
          <View className="order-status">{texts.statuses[status]}</View>
          <View className="order-line">{lineOf(order, now, confirming)}</View>
          {status === 'pending' && payUntil !== undefined && payUntil > now && (
            <View className="order-left">
              {texts.payUntil} <Countdown to={payUntil} />
            </View>
          )}
        </View>
        <Card className="order-card">
          <View className="order-title">{order.title}</View>
          <Fact name={texts.quantity} value={texts.pieces(order.quantity)} />
          <Fact
            name={status === 'pending' || status === 'closed' ? texts.toPay : texts.amount}
            value={`¥${yuanOf(order.amount)}`}
          />
          {order.refunded > 0 && (
            <Fact
              name={status === 'fulfilled' ? texts.difference : texts.refunded}
              value={`¥${yuanOf(order.refunded)}`}
            />
          )}
          <Fact name={texts.at} value={momentOf(order.createdAt, now)} />
          {order.delayed && <Fact name={texts.refundSince} value={momentOf(order.delayed.since, now)} />}
          {order.delayed && order.delayed.nextAt !== null && (
            <Fact name={texts.refundNext} value={momentOf(order.delayed.nextAt, now)} />
          )}
          <Fact name={texts.number} value={order.outTradeNo} small />
        </Card>
        <View className="order-more">
          {order.delayed && (
            <Button look="quiet" onPress={() => void copyNumber(order.outTradeNo)}>
              {texts.copyNumber}
            </Button>
          )}
          {order.groupId && status !== 'closed' && (
            <Button look="plain" onPress={() => void go.group(order.groupId ?? '')}>
              {texts.toGroup}
            </Button>
          )}
          {(status === 'fulfilled' || isComing(order)) && (
            <Button look="plain" onPress={go.wallet}>
              {texts.toWallet}
            </Button>
          )}
        </View>
      </View>
    </Page>
  );
}

async function copyNumber(data: string): Promise<void> {
  await Taro.setClipboardData({ data });
  Taro.showToast({ title: texts.numberCopied, icon: 'none' });
}

const Fact = ({ name, value, small = false }: { name: string; value: string; small?: boolean }) => (
  <View className="order-fact">
    <View className="order-fact-name">{name}</View>
    <View className={`order-fact-value figures${small ? ' order-fact-small' : ''}`}>{value}</View>
  </View>
);
