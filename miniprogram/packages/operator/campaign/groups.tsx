import type { CampaignId } from '@shared/ids';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { DeskBones } from '../../../features/operator/desk';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { More } from '../../../ui/more';
import { ErrorState } from '../../../ui/states';
import { GroupOrders, type Order } from './group-orders';
import { RefundSheet } from './refund-sheet';

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
        <GroupOrders key={group.groupId} group={group} now={now} {...(mayRefund ? { refund } : {})} />
      ))}
      {list.items && <More more={list.more} next={list.next} />}
      {order && <RefundSheet order={order} done={list.again} close={() => refund(undefined)} />}
    </>
  );
}
