import type { OrderFound, OrderRefund } from '@shared/contract';
import { View } from '@tarojs/components';
import { STATUS_LOOK } from '../../../features/groupbuy/order-look';
import { CampaignLink, Copied, MemberLink } from '../../../features/operator/links';
import { type Fact, Facts } from '../../../features/operator/rows';
import { campaigns } from '../../../texts/campaign-desk';
import { orderDesk as texts } from '../../../texts/order-desk';
import { Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf, yuanOf } from '../../../ui/format';
import { GroupOrders, isRefundable, type Order } from '../campaign/group-orders';
import { Retry } from '../refunds/retry';
import { saidOf } from '../refunds/said';
import '../offer/index.scss';

interface Props {
  found: OrderFound;
  now: number;
  again(): void;
  /** For who may pay back. */
  refund?(order: Order): void;
}

/** An order and its money on one side, the group it is in on the other. */
export function Found({ found, now, again, refund }: Props) {
  const order = found.group.orders.find(({ orderId }) => orderId === found.orderId);
  const isStuck = found.refunds.some((one) => one.isStuck && !one.isStray);
  return (
    <View className="offer-desk">
      <View className="offer-desk-main">
        {order ? (
          <Head found={found} order={order} now={now} />
        ) : (
          <View className="desk-warn">{texts.stray}</View>
        )}
        {found.refunds.length > 0 && <View className="desk-title">{texts.refunds}</View>}
        {found.refunds.map((one) => (
          <Facts key={one.outRefundNo} facts={refundFacts(one, now)} />
        ))}
        {refund && order && isStuck && <Retry orderId={order.orderId} done={again} />}
        {refund && order && isRefundable(order) && (
          <View className="refund-way">
            <Button look="quiet" onPress={() => refund(order)}>
              {campaigns.refund}
            </Button>
          </View>
        )}
      </View>
      <View className="offer-desk-side">
        <View className="desk-title">{texts.together}</View>
        <GroupOrders group={found.group} now={now} here={found.orderId ?? ''} />
      </View>
    </View>
  );
}

interface HeadProps {
  found: OrderFound;
  order: Order;
  now: number;
}

const Head = ({ found: { campaign, memberId, paid, closedWhy }, order, now }: HeadProps) => (
  <>
    <View className="offer-head">
      <View className="offer-head-title figures">¥{yuanOf(order.amount)}</View>
      <Tag look={STATUS_LOOK[order.status]}>{campaigns.orderStates[order.status]}</Tag>
    </View>
    <Facts
      facts={[
        { name: texts.rows.campaign, value: <CampaignLink {...campaign} /> },
        {
          name: texts.rows.who,
          value: <MemberLink by={memberId}>{campaigns.whoOf(order.name, order.quantity)}</MemberLink>,
        },
        ...(order.refunded > 0 ? [{ name: texts.rows.back, value: `¥${yuanOf(order.refunded)}` }] : []),
        { name: texts.rows.made, value: momentOf(order.createdAt, now) },
        { name: texts.rows.paid, value: paid ? momentOf(paid.at, now) : texts.notPaid },
        ...(closedWhy ? [{ name: texts.rows.closed, value: texts.closedWhys[closedWhy] }] : []),
        { name: texts.rows.number, value: <Copied text={order.outTradeNo} /> },
        ...(paid ? [{ name: texts.rows.transaction, value: <Copied text={paid.transactionId} /> }] : []),
      ]}
    />
  </>
);

function refundFacts(refund: OrderRefund, now: number): Fact[] {
  const { amount, why, said, nextAt, doneAt, isStuck, isStray, outRefundNo } = refund;
  const rows = texts.refundRows;
  return [
    { name: rows.amount, value: `¥${yuanOf(amount)}` },
    { name: rows.why, value: isStray ? texts.strayWhy : campaigns.refundWhys[why] },
    { name: rows.state, value: stateOf(refund, now) },
    ...(isStuck ? [{ name: rows.said, value: saidOf(said) }] : []),
    ...(doneAt === null && nextAt !== null ? [{ name: rows.next, value: momentOf(nextAt, now) }] : []),
    { name: rows.number, value: <Copied text={outRefundNo} /> },
  ];
}

function stateOf({ at, doneAt, isStuck, tries }: OrderRefund, now: number): string {
  if (doneAt !== null) return texts.done(momentOf(doneAt, now));
  return isStuck ? texts.stuck(momentOf(at, now), tries) : texts.underWay(momentOf(at, now));
}
