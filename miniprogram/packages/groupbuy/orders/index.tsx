import type { OrderView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { STATUS_LOOK } from '../../../features/groupbuy/order-look';
import { orders as texts } from '../../../texts/groupbuy';
import { Tag } from '../../../ui/bits';
import { momentOf, yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { More } from '../../../ui/more';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** My orders, newest first. */
export default function Orders() {
  const now = useNow(60_000);
  const list = usePages('campaign', 'order.list', {});
  usePullRefresh(list.again);
  useReachBottom(list.next);
  return (
    <Page title={texts.title}>
      <View className="orders">
        {list.items?.map((order) => (
          <Row key={order.orderId} order={order} now={now} />
        ))}
        {list.items?.length === 0 && (
          <Empty
            picture="penguin"
            title={texts.empty}
            hint={texts.emptyHint}
            way={{ text: texts.see, go: () => void go.groupbuys() }}
          />
        )}
        {list.items && <More more={list.more} next={list.next} />}
        {!list.items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
        {!list.items && !list.trouble && <Bones />}
      </View>
    </Page>
  );
}

const Row = ({ order, now }: { order: OrderView; now: number }) => (
  <Press className="card order-row" onPress={() => go.order(order.orderId)}>
    <View className="order-row-head">
      <View className="order-row-title">{order.title}</View>
      <Tag look={STATUS_LOOK[order.status]}>{texts.statuses[order.status]}</Tag>
    </View>
    <View className="order-row-line figures">
      <View>
        {momentOf(order.createdAt, now)} · {texts.pieces(order.quantity)}
      </View>
      <View className="order-row-sum">¥{yuanOf(order.amount)}</View>
    </View>
  </Press>
);

const Bones = () => (
  <>
    {['first', 'second', 'third', 'fourth'].map((key) => (
      <Bone key={key} height="84px" className="order-bone" />
    ))}
  </>
);
