import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import type { ValueOf } from '../../../api/outcome';
import { useTold } from '../../../api/track';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { BuySheet } from '../../../features/groupbuy/buy-sheet';
import { bestPrice, leastOf } from '../../../features/groupbuy/ladder';
import { Ladder, Prices } from '../../../features/groupbuy/prices';
import type { Wish } from '../../../features/groupbuy/use-purchase';
import { useMe } from '../../../features/member/use-me';
import { groupbuy as texts } from '../../../texts/groupbuy';
import { Card, Countdown } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf, spanOf, untilOf, yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

type Detail = ValueOf<'campaign', 'groupbuy.detail'>;

/** One campaign: both prices, how it works, and the groups that wait for somebody. */
export default function Campaign() {
  const { campaignId = '' } = useRouter().params;
  const { value, trouble, again } = useQuery('campaign', 'groupbuy.detail', {
    campaignId: campaignId as Detail['campaignId'],
  });
  usePullRefresh(again);
  useTold(['campaign_exposed', 'campaign_clicked'], value ? { campaignId } : undefined);
  if (value) return <Shown campaign={value} />;
  return (
    <Page title={texts.campaign}>
      {trouble && isFault(trouble) && <ErrorState trouble={trouble} again={again} />}
      {trouble && !isFault(trouble) && (
        <Empty
          picture="jellyfish"
          title={texts.gone}
          hint={texts.goneHint}
          way={{ text: texts.seeAll, go: () => void go.groupbuys() }}
        />
      )}
      {!trouble && <Bones />}
    </Page>
  );
}

function Shown({ campaign }: { campaign: Detail }) {
  const now = useNow(60_000);
  const [how, setHow] = useState<Exclude<Wish['how'], 'join'>>();
  const open = how === 'open';
  return (
    <Page title={texts.campaign} foot={<Foot campaign={campaign} now={now} choose={setHow} />}>
      <View className="campaign">
        <Card>
          <View className="campaign-title">{campaign.title}</View>
          <View className="campaign-product">{campaign.product}</View>
          <Prices price={campaign.groupPrice} of={campaign} />
          {campaign.ladder && (
            <>
              <View className="campaign-ladder">{texts.ladder}</View>
              <Ladder ladder={campaign.ladder} />
            </>
          )}
          <View className="campaign-until figures">
            {[untilOf(campaign.to, now), texts.left(campaign.left)].filter((part) => part !== '').join(' · ')}
          </View>
        </Card>
        {campaign.status === 'open' && <OpenGroups campaign={campaign} />}
        <How campaign={campaign} now={now} />
      </View>
      {how && (
        <BuySheet
          how={how}
          id={campaign.campaignId}
          title={campaign.title}
          price={open ? campaign.groupPrice : campaign.singlePrice}
          most={campaign.perMemberQuantity}
          best={open ? bestPrice(campaign.groupPrice, campaign) : campaign.singlePrice}
          paid={({ groupId, orderId }) => (groupId ? go.group(groupId, 'paid') : go.order(orderId, 'paid'))}
          unpaid={({ orderId }) => {
            setHow(undefined);
            return go.order(orderId);
          }}
          close={() => setHow(undefined)}
        />
      )}
    </Page>
  );
}

interface FootProps {
  campaign: Detail;
  now: number;
  choose(how: 'open' | 'alone'): void;
}

/** One thing to press in coral; buying alone stands quietly beside it. */
function Foot({ campaign, now, choose }: FootProps) {
  const me = useMe();
  const { status, from } = campaign;
  if (status === 'soon')
    return (
      <Button off onPress={() => undefined}>
        {texts.soon(momentOf(from, now))}
      </Button>
    );
  if (status !== 'open')
    return (
      <Button off onPress={() => undefined}>
        {status === 'sold_out' ? texts.soldOut : texts.ended}
      </Button>
    );
  if (me.value && me.value.member === null) return <Button onPress={go.join}>{texts.joinFirst}</Button>;
  return (
    <View className="campaign-ways">
      <View className="campaign-way">
        <Button look="quiet" onPress={() => choose('alone')}>
          {`${texts.alone} ¥${yuanOf(campaign.singlePrice)}`}
        </Button>
      </View>
      <View className="campaign-way campaign-way-main">
        <Button onPress={() => choose('open')}>{`${texts.openFor} ¥${yuanOf(campaign.groupPrice)}`}</Button>
      </View>
    </View>
  );
}

const OpenGroups = ({ campaign }: { campaign: Detail }) => (
  <Card className="campaign-card">
    <View className="campaign-head">{texts.groups}</View>
    {campaign.groups.length === 0 && <View className="campaign-none">{texts.groupsNone}</View>}
    {campaign.groups.map(({ groupId, opener, seatsLeft, endsAt }) => (
      <Press key={groupId} className="campaign-group" onPress={() => go.group(groupId)}>
        <View className="campaign-group-words">
          <View className="campaign-group-name">{texts.opener(opener)}</View>
          <View className="campaign-group-line figures">
            {missingOf(campaign, seatsLeft)} · <Countdown to={endsAt} />
          </View>
        </View>
        <View className="campaign-group-way">{texts.join}</View>
      </Press>
    ))}
  </Card>
);

/** How many a group still needs; a ladder that has enough has room for more. */
function missingOf(campaign: Detail, seatsLeft: number): string {
  const missing = leastOf(campaign) - (campaign.size - seatsLeft);
  return missing > 0 ? texts.missing(missing) : texts.room(seatsLeft);
}

/** The terms, in sentences: nothing about money is left to be guessed. */
function How({ campaign, now }: { campaign: Detail; now: number }) {
  const { rules } = texts;
  const { ladder, size, fulfil, groupPrice } = campaign;
  const least = leastOf(campaign);
  const life = texts.life(campaign.lifeMinutes);
  const lines = [
    ...(ladder
      ? [rules.openLadder(least, size, life), rules.ladder(yuanOf(groupPrice)), rules.failLadder(least)]
      : [rules.open(size, life), rules.fail]),
    `${rules.goods(fulfil.title, fulfil.count)}${validLine(fulfil, now)}`,
    rules.limit(campaign.perMemberQuantity),
    ...(campaign.type === 'old_brings_new' ? [rules.newOnly] : []),
  ];
  return (
    <Card className="campaign-card">
      <View className="campaign-head">{texts.how}</View>
      {lines.map((line, i) => (
        <View key={line} className="campaign-rule">
          <View className="campaign-step figures">{i + 1}</View>
          <View>{line}</View>
        </View>
      ))}
    </Card>
  );
}

function validLine({ validity }: Detail['fulfil'], now: number): string {
  if (!validity) return '';
  if (validity.type === 'fixed') return texts.rules.validFixed(spanOf(validity.from, validity.to, now));
  return texts.rules.validDays(validity.startInDays, validity.days);
}

const Bones = () => (
  <View className="campaign">
    <Bone height="180px" className="campaign-bone" />
    <Bone height="120px" className="campaign-bone" />
    <Bone height="200px" className="campaign-bone" />
  </View>
);
