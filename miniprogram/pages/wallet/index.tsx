import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { usePages } from '../../api/use-pages';
import { usePullRefresh } from '../../api/use-pull-refresh';
import { CouponTicket } from '../../features/wallet/rows';
import { TicketBones } from '../../features/wallet/ticket';
import { wallet } from '../../texts/wallet';
import { go } from '../../ui/go';
import { More } from '../../ui/more';
import { Page } from '../../ui/page';
import { Empty, ErrorState } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { useNow } from '../../ui/use-now';
import './index.scss';

type Tab = keyof typeof wallet.tabs;

export default function Wallet() {
  const [tab, setTab] = useState<Tab>('unused');
  const now = useNow(60_000);
  const list = usePages('wallet', 'coupon.list', { status: tab });
  usePullRefresh(list.again);
  useReachBottom(list.next);
  return (
    <Page title={wallet.title} back={false}>
      <View className="wallet">
        <Tabs<Tab> tabs={wallet.tabs} chosen={tab} choose={setTab} />
        <View className="wallet-list">
          {list.items?.map((coupon) => (
            <CouponTicket key={coupon.couponId} coupon={coupon} now={now} />
          ))}
          {list.items?.length === 0 && <EmptyTab tab={tab} />}
          {list.items && <More more={list.more} next={list.next} />}
          {!list.items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
          {!list.items && !list.trouble && <TicketBones count={4} />}
        </View>
      </View>
    </Page>
  );
}

function EmptyTab({ tab }: { tab: Tab }) {
  if (tab === 'used') return <Empty picture="dolphin" title={wallet.emptyUsed} hint={wallet.emptyUsedHint} />;
  if (tab === 'expired') {
    return <Empty picture="whale" title={wallet.emptyExpired} hint={wallet.emptyExpiredHint} />;
  }
  return (
    <Empty
      picture="penguin"
      title={wallet.emptyUnused}
      hint={wallet.emptyUnusedHint}
      way={{ text: wallet.seeOffers, go: go.offers }}
    />
  );
}
