import type { OrderOfDifference, ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { CampaignLink, Copied, OrderLink } from '../../../features/operator/links';
import { Facts } from '../../../features/operator/rows';
import { books as texts } from '../../../texts/books';
import { Button } from '../../../ui/button';
import { exactYuan } from './yuan';

type Difference = ReconcileView['differences'][number];
/** WeChat asks for less than a thousand nodes a page. */
const SHOWN = 20;

interface Props {
  differences: Difference[];
  orders: OrderOfDifference[];
}

/** Every row of money that differs: of which order, in which campaign, how much on either side. */
export function MoneyDifferences({ differences, orders }: Props) {
  const [all, showAll] = useState(false);
  const shown = all ? differences : differences.slice(0, SHOWN);
  return (
    <>
      {shown.map((difference) => (
        <One
          key={`${difference.what} ${difference.id}`}
          difference={difference}
          order={orders.find(({ id }) => id === difference.id)}
        />
      ))}
      {shown.length < differences.length && (
        <Button look="plain" onPress={() => showAll(true)}>
          {texts.moreDifferences(differences.length - shown.length)}
        </Button>
      )}
    </>
  );
}

function One({ difference, order }: { difference: Difference; order: OrderOfDifference | undefined }) {
  const { what, id, expected, found } = difference;
  const number = order?.outTradeNo ?? id;
  const isRefund = order !== undefined && id !== order.outTradeNo && id !== order.orderId;
  return (
    <View className="books-money-difference">
      <View className="books-money-check">{texts.moneyChecks[what]}</View>
      <Facts
        facts={[
          { name: texts.orderNumber, value: <OrderLink number={number} /> },
          ...(isRefund ? [{ name: texts.refundNumber, value: <Copied text={id} /> }] : []),
          { name: texts.campaign, value: order ? <CampaignLink {...order.campaign} /> : texts.noOrder },
          ...(id === order?.orderId
            ? [{ name: texts.overdrawn, value: <View className="sides-off">{exactYuan(found)}</View> }]
            : [
                { name: texts.onBill, value: exactYuan(expected) },
                { name: texts.inLedger, value: exactYuan(found) },
                { name: texts.off, value: <View className="sides-off">{exactYuan(expected - found)}</View> },
              ]),
        ]}
      />
    </View>
  );
}
