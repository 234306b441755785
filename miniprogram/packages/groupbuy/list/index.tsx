import type { CampaignView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { Seen } from '../../../api/seen';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { Prices } from '../../../features/groupbuy/prices';
import { groupbuy as texts } from '../../../texts/groupbuy';
import { momentOf, untilOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { More } from '../../../ui/more';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** Running group-buys, soonest to end first. */
export default function Groupbuys() {
  const now = useNow(60_000);
  const list = usePages('campaign', 'groupbuy.list', {});
  usePullRefresh(list.again);
  useReachBottom(list.next);
  return (
    <Page title={texts.title}>
      <View className="campaigns">
        {list.items?.map((campaign) => (
          <Seen
            key={campaign.campaignId}
            id={`seen-${campaign.campaignId}`}
            event="campaign_exposed"
            props={{ campaignId: campaign.campaignId }}
          >
            <Row campaign={campaign} now={now} />
          </Seen>
        ))}
        {list.items?.length === 0 && (
          <Empty
            picture="penguin"
            title={texts.empty}
            hint={texts.emptyHint}
            way={{ text: texts.seeOffers, go: () => void go.offers() }}
          />
        )}
        {list.items && <More more={list.more} next={list.next} />}
        {!list.items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
        {!list.items && !list.trouble && <Bones />}
      </View>
    </Page>
  );
}

function Row({ campaign, now }: { campaign: CampaignView; now: number }) {
  const over = campaign.status === 'ended' || campaign.status === 'sold_out';
  return (
    <Press
      className={`card campaign-row${over ? ' campaign-row-over' : ''}`}
      onPress={() => go.campaign(campaign.campaignId)}
    >
      <View className="campaign-row-title">{campaign.title}</View>
      <View className="campaign-row-product">{campaign.product}</View>
      <Prices price={campaign.groupPrice} of={campaign} />
      <View className="campaign-row-foot figures">{standing(campaign, now)}</View>
    </Press>
  );
}

/** How the campaign stands, in a few words. */
function standing({ status, from, to, left }: CampaignView, now: number): string {
  if (status === 'sold_out') return texts.soldOut;
  if (status === 'ended') return texts.ended;
  if (status === 'soon') return texts.soon(momentOf(from, now));
  return [untilOf(to, now), texts.left(left)].filter((part) => part !== '').join(' · ');
}

const Bones = () => (
  <>
    {['first', 'second', 'third'].map((key) => (
      <Bone key={key} height="140px" className="campaign-bone" />
    ))}
  </>
);
