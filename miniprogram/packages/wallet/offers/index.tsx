import type { OfferView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { OfferTicket } from '../../../features/wallet/rows';
import { TicketBones } from '../../../features/wallet/ticket';
import { useOffers } from '../../../features/wallet/use-offers';
import { wallet } from '../../../texts/wallet';
import { More } from '../../../ui/more';
import { Page } from '../../../ui/page';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

type Group = keyof typeof wallet.groups;
const GROUP_OF: Record<OfferView['status'], Group> = {
  open: 'open',
  soon: 'soon',
  claimed: 'mine',
  sold_out: 'past',
  ended: 'past',
};
const GROUPS = Object.keys(wallet.groups) as Group[];

export default function Offers() {
  const now = useNow(1000);
  const list = useOffers();
  usePullRefresh(list.again);
  useReachBottom(list.next);
  return (
    <Page title={wallet.offers}>
      <View className="offers">
        {GROUPS.map((group) => {
          const offers = list.items?.filter((offer) => GROUP_OF[offer.status] === group) ?? [];
          if (offers.length === 0) return null;
          return (
            <View key={group}>
              <View className="offers-group">{wallet.groups[group]}</View>
              {offers.map((offer) => (
                <OfferTicket key={offer.offerId} offer={offer} now={now} />
              ))}
            </View>
          );
        })}
        {list.items?.length === 0 && (
          <Empty picture="penguin" title={wallet.offersEmpty} hint={wallet.offersEmptyHint} />
        )}
        {list.items && <More more={list.more} next={list.next} />}
        {!list.items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
        {!list.items && !list.trouble && <TicketBones count={5} />}
      </View>
    </Page>
  );
}
