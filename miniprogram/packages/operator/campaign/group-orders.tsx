import type { GroupRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { Card, Tag, type TagLook } from '../../../ui/bits';
import { momentOf, yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import './group-orders.scss';

export type Order = GroupRow['orders'][number];
const LOOKS: Record<GroupRow['status'], TagLook> = {
  waiting: 'quiet',
  forming: 'sea',
  full: 'ok',
  failed: 'quiet',
};
/** Orders whose money can still go back. */
const REFUNDABLE: Array<Order['status']> = ['paid', 'grouped', 'fulfilled'];
export const isRefundable = ({ status }: Order): boolean => REFUNDABLE.includes(status);

interface Props {
  group: GroupRow;
  now: number;
  /** For who may pay back. */
  refund?(order: Order): void;
  /** The order whose page this is. */
  here?: string;
}

/** A group with its orders; each leads to its page. */
export const GroupOrders = ({ group, now, refund, here }: Props) => (
  <Card className="group-orders">
    <View className="group-orders-head">
      <View className="group-orders-name">{group.alone ? texts.alone : texts.groupOf(group.size)}</View>
      {group.isGivenBack ? (
        <Tag look="quiet">{texts.givenBack}</Tag>
      ) : (
        !group.alone && <Tag look={LOOKS[group.status]}>{texts.groupStates[group.status]}</Tag>
      )}
    </View>
    <View className="group-orders-when figures">{momentOf(group.createdAt, now)}</View>
    {group.orders.map((one) => (
      <View className="group-order" key={one.orderId}>
        <OrderWords order={one} isHere={one.orderId === here} />
        {refund && isRefundable(one) && (
          <Press className="group-order-way" onPress={() => refund(one)}>
            {texts.refund}
          </Press>
        )}
      </View>
    ))}
  </Card>
);

function OrderWords({ order, isHere }: { order: Order; isHere: boolean }) {
  const { name, quantity, amount, refunded, status, outTradeNo } = order;
  const more = [
    texts.pieces(quantity),
    `¥${yuanOf(amount)}`,
    texts.orderStates[status],
    ...(refunded > 0 ? [texts.back(yuanOf(refunded))] : []),
  ];
  return (
    <Press className="group-order-words" off={isHere} onPress={() => go.deskOrder(outTradeNo)}>
      <View>{isHere ? texts.thisOrder(name) : name}</View>
      <View className="group-order-more figures">{more.join(' · ')}</View>
      <View className="group-order-more figures">{texts.numberOf(outTradeNo)}</View>
    </Press>
  );
}
