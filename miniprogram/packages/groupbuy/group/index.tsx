import type { GroupView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { isFault } from '../../../api/caller';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { BuySheet } from '../../../features/groupbuy/buy-sheet';
import { Ladder, Prices } from '../../../features/groupbuy/prices';
import { Seats } from '../../../features/groupbuy/seats';
import { groupCard, groupPath, headOf, standOf } from '../../../features/groupbuy/standing';
import { useConfirmed } from '../../../features/groupbuy/use-confirmed';
import { useMe } from '../../../features/member/use-me';
import { keepCardsLive, linkOf, sharesInChat } from '../../../platform/share';
import { orders as orderTexts, group as texts } from '../../../texts/groupbuy';
import { Card, Countdown } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { ShareButton } from '../../../ui/share-button';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** A group, mostly opened from a chat: who invites, how many are missing, until when; one button. */
export default function GroupPage() {
  const { groupId = '', paid } = useRouter().params;
  const { value, trouble, again } = useQuery('campaign', 'groupbuy.group', {
    groupId: groupId as GroupView['groupId'],
  });
  usePullRefresh(again);
  useShareAppMessage(() => groupCard(value));
  const [said, setSaid] = useState(paid !== undefined);
  const confirming = said && value?.myOrder?.status === 'pending';
  useConfirmed(confirming, again);
  if (value)
    return (
      <Shown
        group={value}
        confirming={confirming}
        paid={() => {
          setSaid(true);
          return again();
        }}
      />
    );
  return (
    <Page title={texts.title}>
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

interface ShownProps {
  group: GroupView;
  /** The pay sheet said yes, the provider has not been heard yet. */
  confirming: boolean;
  paid(): Promise<unknown>;
}

function Shown({ group, confirming, paid }: ShownProps) {
  const now = useNow(1000);
  const [joining, setJoining] = useState(false);
  const stand = standOf(group, now);
  const { title, hint } = headOf(group, stand);
  const { activityId, size, members } = group;
  const paidSeats = members.filter((member) => member.paid).length;
  useEffect(() => keepCardsLive(activityId, paidSeats, size), [activityId, paidSeats, size]);
  return (
    <Page
      title={texts.title}
      foot={<Foot group={group} stand={stand} confirming={confirming} join={() => setJoining(true)} />}
    >
      <View className="group">
        <View className="group-head">{title}</View>
        {confirming ? (
          <View className="group-hint">{orderTexts.lines.confirming}</View>
        ) : (
          hint && <View className="group-hint">{hint}</View>
        )}
        {group.status === 'forming' && group.endsAt !== null && (
          <View className="group-left">
            {texts.left} <Countdown to={group.endsAt} />
          </View>
        )}
        <Seats group={group} />
        <Card className="group-card">
          <View className="group-title">{group.title}</View>
          <View className="group-product">{group.product}</View>
          <Prices price={group.price} of={group} />
          {group.ladder && <Ladder ladder={group.ladder} paid={paidSeats} />}
        </Card>
      </View>
      {joining && (
        <BuySheet
          how="join"
          id={group.groupId}
          title={group.title}
          price={group.price}
          most={group.perMemberQuantity}
          paid={() => {
            setJoining(false);
            return paid();
          }}
          close={() => setJoining(false)}
        />
      )}
    </Page>
  );
}

interface FootProps {
  group: GroupView;
  confirming: boolean;
  stand: ReturnType<typeof standOf>;
  join(): void;
}

function Foot({ group, stand, confirming, join }: FootProps) {
  const me = useMe();
  const toCampaign = () => void go.campaign(group.campaignId);
  switch (stand) {
    case 'pending':
      return (
        <Button busy={confirming} onPress={() => go.order(group.myOrder?.orderId ?? '')}>
          {orderTexts.pay}
        </Button>
      );
    case 'mine':
      return <Share group={group} />;
    case 'full_mine':
      return <Button onPress={go.wallet}>{texts.toWallet}</Button>;
    case 'over_mine':
      return (
        <Button look="quiet" onPress={() => go.order(group.myOrder?.orderId ?? '')}>
          {texts.toOrder}
        </Button>
      );
    case 'joinable':
      if (me.value && me.value.member === null) return <Button onPress={go.join}>{texts.joinFirst}</Button>;
      return <Button onPress={join}>{texts.join(yuanOf(group.price))}</Button>;
    default:
      return (
        <Button look="quiet" onPress={toCampaign}>
          {texts.ownOpen}
        </Button>
      );
  }
}

function Share({ group }: { group: GroupView }) {
  const order = group.myOrder;
  return (
    <View>
      {sharesInChat ? (
        <ShareButton>{texts.share}</ShareButton>
      ) : (
        <Button onPress={() => void Taro.setClipboardData({ data: linkOf(groupPath(group.groupId)) })}>
          {texts.copy}
        </Button>
      )}
      <View className="group-order">
        <Button look="plain" onPress={() => go.order(order?.orderId ?? '')}>
          {texts.you}
        </Button>
      </View>
    </View>
  );
}

const Bones = () => (
  <View className="group">
    <Bone width="70%" height="32px" className="group-bone" />
    <Bone height="96px" className="group-bone" />
    <Bone height="150px" className="group-bone" />
  </View>
);
