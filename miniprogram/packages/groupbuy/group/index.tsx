import type { GroupView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { isFault } from '../../../api/caller';
import { sharing, useTold } from '../../../api/track';
import { useLookAgain, type WaitsFor } from '../../../api/use-look-again';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { BuySheet } from '../../../features/groupbuy/buy-sheet';
import { bestPrice } from '../../../features/groupbuy/ladder';
import { Seats } from '../../../features/groupbuy/seats';
import {
  groupCard,
  headOf,
  isEnough,
  paidSeats,
  type Stand,
  standOf,
} from '../../../features/groupbuy/standing';
import { useTellWallet } from '../../../features/wallet/coming';
import { isComing } from '../../../features/wallet/is-coming';
import { keepCardsLive } from '../../../platform/share';
import { orders as orderTexts, group as texts } from '../../../texts/groupbuy';
import { Countdown } from '../../../ui/bits';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { About } from './about';
import { Foot } from './foot';
import { useGroupEntry } from './use-group-entry';
import './index.scss';

/** A group, mostly opened from a chat: who invites, how many are missing, until when; one button. */
export default function GroupPage() {
  const { groupId = '', paid } = useRouter().params;
  const { value, trouble, again } = useQuery('campaign', 'groupbuy.group', {
    groupId: groupId as GroupView['groupId'],
  });
  usePullRefresh(again);
  useShareAppMessage(() => sharing('group', groupCard(value)));
  useTold(['campaign_exposed', 'campaign_clicked'], value && { campaignId: value.campaignId });
  useGroupEntry(value?.campaignId);
  const [said, setSaid] = useState(paid !== undefined);
  const confirming = said && value?.myOrder?.status === 'pending';
  useTellWallet(value?.myOrder);
  if (value)
    return (
      <Shown
        group={value}
        confirming={confirming}
        again={again}
        ended={(isPaid) => {
          if (isPaid) setSaid(true);
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
  again(): Promise<unknown>;
  /** A pay sheet has closed. */
  ended(paid: boolean): Promise<unknown>;
}

function Shown({ group, confirming, again, ended }: ShownProps) {
  const now = useNow(1000);
  const [joining, setJoining] = useState(false);
  const stand = standOf(group, now);
  useLookAgain(confirming ? 'payment' : WAITS[stand]?.(group), again);
  const { title, hint } = headOf(group, stand, now);
  const { activityId, size } = group;
  const paid = paidSeats(group);
  useEffect(() => keepCardsLive(activityId, paid, size), [activityId, paid, size]);
  const close = (isPaid: boolean) => {
    setJoining(false);
    return ended(isPaid);
  };
  return (
    <Page
      title={texts.title}
      foot={
        <Foot
          group={group}
          stand={stand}
          confirming={confirming}
          join={() => setJoining(true)}
          ended={ended}
        />
      }
    >
      <View className="group">
        <View className="group-head">{title}</View>
        {(confirming || hint) && (
          <View className="group-hint figures">{confirming ? orderTexts.lines.confirming : hint}</View>
        )}
        <Clock group={group} stand={stand} />
        <Seats group={group} />
        <About group={group} stand={stand} now={now} />
      </View>
      {joining && (
        <BuySheet
          how="join"
          id={group.groupId}
          title={group.title}
          price={group.price}
          most={group.perMemberQuantity}
          best={bestPrice(group.price, group)}
          paid={() => close(true)}
          // The seat is held: this page shows it, and it is paid here.
          unpaid={() => close(false)}
          close={() => setJoining(false)}
        />
      )}
    </Page>
  );
}

/** What the open page waits for. */
const WAITS: Partial<Record<Stand, (group: GroupView) => WaitsFor | undefined>> = {
  joinable: () => 'people',
  waiting: () => 'people',
  held: () => 'people',
  pending: () => 'people',
  mine: () => 'people',
  settling: () => 'goods',
  full_mine: ({ myOrder }) => (myOrder && isComing(myOrder) ? 'goods' : undefined),
  over_mine: ({ myOrder }) => (myOrder?.status === 'refunded' ? undefined : 'people'),
};

/** The clock that matters to who looks: of one's own unpaid seat, else of the group while it can still be joined. */
function Clock({ group, stand }: { group: GroupView; stand: Stand }) {
  const { myOrder, endsAt } = group;
  if (stand === 'pending' && myOrder?.payUntil !== undefined)
    return <Left words={texts.payLeft} to={myOrder.payUntil} />;
  if ((stand !== 'joinable' && stand !== 'mine') || endsAt === null) return null;
  return <Left words={isEnough(group) ? texts.leftEnough : texts.left} to={endsAt} />;
}

const Left = ({ words, to }: { words: string; to: number }) => (
  <View className="group-left">
    {words} <Countdown to={to} />
  </View>
);

const Bones = () => (
  <View className="group">
    <Bone width="70%" height="32px" className="group-bone" />
    <Bone height="96px" className="group-bone" />
    <Bone height="150px" className="group-bone" />
  </View>
);
