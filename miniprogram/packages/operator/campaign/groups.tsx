import type { GroupRow } from '@shared/contract';
import type { CampaignId } from '@shared/ids';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { DeskBones } from '../../../features/operator/desk';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { Card, Tag, type TagLook } from '../../../ui/bits';
import { momentOf, yuanOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Press } from '../../../ui/press';
import { ErrorState } from '../../../ui/states';
import { RefundSheet } from './refund-sheet';

type Order = GroupRow['orders'][number];
const LOOKS: Record<GroupRow['status'], TagLook> = {
  waiting: 'quiet',
  forming: 'sea',
  full: 'ok',
  failed: 'quiet',
};
/** Orders whose money can still go back. */
const REFUNDABLE: Array<Order['status']> = ['paid', 'grouped', 'fulfilled'];

interface Props {
  campaignId: CampaignId;
  now: number;
  mayRefund: boolean;
}

/** Groups of a campaign, newest first, each with its orders. */
export function Groups({ campaignId, now, mayRefund }: Props) {
  const list = usePages('admin', 'groupbuy.groups', { campaignId });
  const [order, refund] = useState<Order>();
  useReachBottom(list.next);
  return (
    <>
      <View className="desk-title">{texts.groups}</View>
      {!list.items &&
        (list.trouble ? <ErrorState trouble={list.trouble} again={list.again} /> : <DeskBones />)}
      {list.items?.length === 0 && <View className="desk-note">{texts.noGroups}</View>}
      {list.items?.map((group) => (
        <Card className="group-orders" key={group.groupId}>
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
            <OrderLine key={one.orderId} order={one} refund={mayRefund ? () => refund(one) : undefined} />
          ))}
        </Card>
      ))}
      {list.items && <More more={list.more} next={list.next} />}
      {order && <RefundSheet order={order} done={list.again} close={() => refund(undefined)} />}
    </>
  );
}

function OrderLine({ order, refund }: { order: Order; refund: (() => void) | undefined }) {
  const { name, quantity, amount, refunded, status, outTradeNo } = order;
  const more = [
    texts.pieces(quantity),
    `¥${yuanOf(amount)}`,
    texts.orderStates[status],
    ...(refunded > 0 ? [texts.back(yuanOf(refunded))] : []),
  ];
  return (
    <View className="group-order">
      <View className="group-order-words">
        <View>{name}</View>
        <View className="group-order-more figures">{more.join(' · ')}</View>
        <View className="group-order-more figures">{texts.numberOf(outTradeNo)}</View>
      </View>
      {refund && REFUNDABLE.includes(status) && (
        <Press className="group-order-way" onPress={refund}>
          {texts.refund}
        </Press>
      )}
    </View>
  );
}
