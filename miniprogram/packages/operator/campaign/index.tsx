import type { CampaignDesk, CampaignView } from '@shared/contract';
import type { CampaignId } from '@shared/ids';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { Ladder, Prices } from '../../../features/groupbuy/prices';
import { DeskPage } from '../../../features/operator/desk';
import { FigureRow } from '../../../features/operator/figures';
import { MissingList } from '../../../features/operator/missing-list';
import { Facts, FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { campaignMissing, campaigns as texts } from '../../../texts/campaign-desk';
import { operator } from '../../../texts/operator';
import { Card, Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { spanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { useNow } from '../../../ui/use-now';
import { History } from '../offer/history';
import { Groups } from './groups';
import { type Asked, Asking } from './sheets';
import '../offer/index.scss';
import './index.scss';

/** One group-buy: how it stands, what it sells, its groups and orders, who changed what; and what can be done now. */
export default function DeskCampaign() {
  const campaignId = (useRouter().params.campaignId ?? '') as CampaignId;
  const query = useQuery('admin', 'groupbuy.desk', { campaignId });
  const now = useNow(30_000);
  const mayEdit = useRole() === 'operator';
  const [asked, ask] = useState<Asked>();
  usePullRefresh(query.again);
  const desk = query.value;
  return (
    <DeskPage
      title={texts.one}
      query={query}
      show={(value) => (
        <View className="offer-desk">
          <View className="offer-desk-main">
            <Head desk={value} />
            {value.missing.length > 0 && (
              <MissingList
                missing={value.missing}
                textOf={(name) => campaignMissing[name] ?? name}
                show={mayEdit ? (field) => go.editCampaign(campaignId, field) : undefined}
              />
            )}
            <Figures desk={value} />
            {value.state !== 'draft' && <Groups campaignId={campaignId} now={now} mayRefund={mayEdit} />}
          </View>
          <View className="offer-desk-side">
            <Terms view={value.view} now={now} />
            <History lines={value.log} now={now} />
          </View>
        </View>
      )}
      foot={mayEdit && desk && <Foot desk={desk} ask={ask} />}
      over={desk && asked && <Asking asked={asked} desk={desk} close={() => ask(undefined)} />}
    />
  );
}

const Head = ({ desk: { spec, state } }: { desk: CampaignDesk }) => (
  <View className="offer-head">
    <View className="offer-head-title">{spec.title}</View>
    <Tag look={state === 'published' ? 'ok' : 'quiet'}>{texts.tabs[state]}</Tag>
  </View>
);

function Figures({ desk: { view, back, state } }: { desk: CampaignDesk }) {
  const { stock, left } = view;
  const figures: Array<[string, number]> =
    state === 'draft'
      ? [[texts.stock, stock]]
      : [
          [texts.stock, stock],
          [texts.taken, stock - left - back],
          ...(back > 0 ? [[texts.backPieces, back] as [string, number]] : []),
          [texts.left, left],
        ];
  return <FigureRow figures={figures} />;
}

const Terms = ({ view, now }: { view: CampaignView; now: number }) => (
  <>
    <View className="desk-title">{operator.guestsSee}</View>
    <Card className="campaign-terms">
      <View className="campaign-product">{view.product}</View>
      <Prices price={view.groupPrice} of={view} />
      {view.ladder && <Ladder ladder={view.ladder} />}
    </Card>
    <Facts
      facts={[
        { name: texts.window, value: spanOf(view.from, view.to, now) },
        { name: texts.life, value: texts.minutes(view.lifeMinutes) },
        { name: texts.limits, value: texts.limitsOf(view.perMemberQuantity, view.perMemberGroups) },
        { name: texts.goods, value: texts.goodsOf(view.fulfil.title, view.fulfil.count) },
      ]}
    />
  </>
);

function Foot({ desk: { campaignId, state }, ask }: { desk: CampaignDesk; ask(asked: Asked): void }) {
  if (state === 'stopped') return null;
  const quiet = (what: Asked, word: string) => (
    <Button key={what} look="quiet" onPress={() => ask(what)}>
      {word}
    </Button>
  );
  return (
    <FootRow>
      {state === 'published'
        ? [quiet('stop', texts.stop), quiet('extend', texts.extend)]
        : [
            <Button key="edit" look="quiet" onPress={() => go.editCampaign(campaignId)}>
              {texts.edit}
            </Button>,
            <Button key="publish" onPress={() => ask('publish')}>
              {texts.publish}
            </Button>,
          ]}
    </FootRow>
  );
}
