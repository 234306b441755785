import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { usePullRefresh } from '../../api/use-pull-refresh';
import { ExpiryLine } from '../../features/messages/expiry-line';
import { useComing } from '../../features/wallet/coming';
import { tabOf, useCoupons, type WalletTab } from '../../features/wallet/coupons';
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

/** As many tickets as a tall phone shows; a tab with fewer asks for the next page by itself. */
const SCREENFUL = 8;

export default function Wallet() {
  const [tab, setTab] = useState<WalletTab>('unused');
  const now = useNow(60_000);
  const list = useCoupons();
  const { more, next } = list;
  const shown = list.items?.filter((coupon) => tabOf(coupon, now) === tab);
  const short = shown !== undefined && shown.length < SCREENFUL;
  useEffect(() => {
    if (short && more === 'ready') next();
  });
  const coming = useComing(list.again) && tab === 'unused';
  usePullRefresh(list.again);
  useReachBottom(next);
  return (
    <Page title={wallet.title} back={false}>
      <View className="wallet">
        <Tabs<WalletTab> tabs={wallet.tabs} chosen={tab} choose={setTab} />
        <View className="wallet-list">
          {tab === 'unused' && shown !== undefined && shown.length > 0 && <ExpiryLine />}
          {coming && shown && shown.length > 0 && <View className="wallet-coming">{wallet.coming}</View>}
          {shown?.map((coupon) => (
            <CouponTicket key={coupon.couponId} coupon={coupon} now={now} />
          ))}
          {shown?.length === 0 && more === 'none' && <EmptyTab tab={tab} coming={coming} />}
          {list.items && <More more={more} next={next} />}
          {!list.items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
          {!list.items && !list.trouble && <TicketBones count={4} />}
        </View>
      </View>
    </Page>
  );
}

function EmptyTab({ tab, coming }: { tab: WalletTab; coming: boolean }) {
  if (coming) return <Empty picture="penguin" title={wallet.coming} hint={wallet.comingHint} />;
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
