import type { MemberDeskView, OrderView, PointsRowView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { STATUS_LOOK } from '../../../features/groupbuy/order-look';
import { orders as orderTexts } from '../../../texts/groupbuy';
import { lottery } from '../../../texts/lottery';
import { memberDesk as texts } from '../../../texts/member-desk';
import { points as pointsTexts } from '../../../texts/points';
import { Card, Tag } from '../../../ui/bits';
import { fullDayOf, momentOf, signedOf, yuanOf } from '../../../ui/format';
import { Few, Part } from './part';

/** What went to and fro: orders, guesses and prizes, points. */
export const Trade = ({ view, now }: { view: MemberDeskView; now: number }) => (
  <>
    <Part title={texts.orders} empty={texts.noOrders} count={view.orders.length}>
      <Card className="mdesk-rows">
        <Few items={view.orders} row={(order) => <OrderRow key={order.orderId} order={order} now={now} />} />
      </Card>
    </Part>
    <Part title={texts.wins} count={view.wins.length}>
      <Card className="mdesk-rows">
        <Few
          items={view.wins}
          row={({ winId, name, title, day, status, delivery }) => (
            <View className="mdesk-row" key={winId}>
              <View className="mdesk-row-words">
                <View className="mdesk-row-name">{name}</View>
                <View className="mdesk-small figures">
                  {title} · {fullDayOf(startOfParkDay(day), now)}
                </View>
              </View>
              <Tag look={status === 'to_claim' || status === 'claimed' ? 'wait' : 'quiet'}>
                {(delivery === 'pickup' && lottery.pickupStates[status]) || lottery.winStates[status]}
              </Tag>
            </View>
          )}
        />
      </Card>
    </Part>
    <Part title={texts.guesses} count={view.guesses.length}>
      <Card className="mdesk-rows">
        <Few
          items={view.guesses}
          row={({ roundId, title, answer, at }) => (
            <View className="mdesk-row" key={roundId}>
              <View className="mdesk-row-words">
                <View className="mdesk-row-name">{title}</View>
                <View className="mdesk-small figures">{momentOf(at, now)}</View>
              </View>
              <View className="mdesk-small">{texts.guessed(lottery.guesses[answer])}</View>
            </View>
          )}
        />
      </Card>
    </Part>
    <Part title={texts.points} empty={texts.noPoints} count={view.pointsRows.length}>
      <Card className="mdesk-rows">
        <Few items={view.pointsRows} row={(row) => <PointsRow key={row._id} row={row} now={now} />} />
      </Card>
    </Part>
  </>
);

const OrderRow = ({ order, now }: { order: OrderView; now: number }) => (
  <View className="mdesk-row">
    <View className="mdesk-row-words">
      <View className="mdesk-row-name">{order.title}</View>
      <View className="mdesk-small figures">
        {[
          momentOf(order.createdAt, now),
          order.groupId ? texts.inGroup : texts.alone,
          texts.pieces(order.quantity),
          `¥${yuanOf(order.amount)}`,
          ...(order.refunded > 0 ? [texts.refunded(yuanOf(order.refunded))] : []),
        ].join(' · ')}
      </View>
      <View className="mdesk-small mdesk-number">{order.outTradeNo}</View>
    </View>
    <Tag look={STATUS_LOOK[order.status]}>{orderTexts.statuses[order.status]}</Tag>
  </View>
);

const PointsRow = ({ row: { cause, at, delta, balanceAfter }, now }: { row: PointsRowView; now: number }) => (
  <View className="mdesk-row">
    <View className="mdesk-row-words">
      <View className="mdesk-row-name">
        {cause.what === 'expired' ? pointsTexts.expiredOf(cause.of) : pointsTexts.causes[cause.what]}
      </View>
      <View className="mdesk-small figures">{momentOf(at, now)}</View>
    </View>
    <View className="mdesk-sum figures">
      <View className="mdesk-row-name">{signedOf(delta, '+')}</View>
      <View className="mdesk-small">{pointsTexts.after(signedOf(balanceAfter))}</View>
    </View>
  </View>
);
