import type { CampaignRow, CampaignView, OfferState } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { Prices } from '../../../features/groupbuy/prices';
import { SetupList } from '../../../features/operator/setup-list';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { Tag, type TagLook } from '../../../ui/bits';
import { countOf, spanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** Every group-buy of the park, by how far it is. */
export default function Campaigns() {
  const now = useNow(30_000);
  const [state, setState] = useState<OfferState>('published');
  return (
    <SetupList<CampaignRow, OfferState>
      words={texts}
      state={state}
      choose={setState}
      list={usePages('admin', 'groupbuy.all', { status: state })}
      idOf={({ campaignId }) => campaignId}
      line={(campaign) => <Line campaign={campaign} now={now} />}
      make={() => go.editCampaign()}
    />
  );
}

function Line({ campaign, now }: { campaign: CampaignRow; now: number }) {
  const { state, status, stock, left, back } = campaign;
  const sold =
    state === 'draft'
      ? texts.stockOf(countOf(stock))
      : texts.sold(countOf(stock - left - back), countOf(stock)) +
        (back > 0 ? texts.soldBack(countOf(back)) : '');
  return (
    <Press className="card campaign-line" onPress={() => go.deskCampaign(campaign.campaignId)}>
      <View className="campaign-line-head">
        <View className="campaign-line-title">{campaign.title}</View>
        {state === 'published' && <Tag look={LOOKS[status]}>{texts.phases[status]}</Tag>}
      </View>
      <Prices price={campaign.groupPrice} of={campaign} />
      <View className="campaign-line-foot figures">{`${spanOf(campaign.from, campaign.to, now)} · ${sold}`}</View>
    </Press>
  );
}

const LOOKS: Record<CampaignView['status'], TagLook> = {
  open: 'ok',
  soon: 'sea',
  sold_out: 'wait',
  ended: 'quiet',
};
