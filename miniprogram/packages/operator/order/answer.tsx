import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskBones } from '../../../features/operator/desk';
import { useRole } from '../../../features/operator/use-role';
import { operator } from '../../../texts/operator';
import { orderDesk as texts } from '../../../texts/order-desk';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import type { Order } from '../campaign/group-orders';
import { RefundSheet } from '../campaign/refund-sheet';
import { Found } from './found';

/** What the park knows under a number. */
export function Answer({ number }: { number: string }) {
  const query = useQuery('admin', 'order.find', { number });
  const now = useNow(30_000);
  const mayRefund = useRole() === 'operator';
  const [order, refund] = useState<Order>();
  usePullRefresh(query.again);
  const { value, trouble, again } = query;
  const refused = trouble && 'refusal' in trouble ? trouble.refusal.code : undefined;
  if (refused === 'not_allowed')
    return <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />;
  if (refused === 'not_found') return <Empty picture="penguin" title={texts.none} hint={texts.noneHint} />;
  if (!value) return trouble ? <ErrorState trouble={trouble} again={again} /> : <DeskBones />;
  return (
    <View>
      <Found found={value} now={now} again={again} {...(mayRefund ? { refund } : {})} />
      {order && <RefundSheet order={order} done={again} close={() => refund(undefined)} />}
    </View>
  );
}
