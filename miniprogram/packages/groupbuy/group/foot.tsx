import type { GroupView, OrderView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { groupPath, type Stand } from '../../../features/groupbuy/standing';
import { usePayHeld } from '../../../features/groupbuy/use-pay-held';
import { useMe } from '../../../features/member/use-me';
import { linkOf, sharesInChat } from '../../../platform/share';
import { orders as orderTexts, group as texts } from '../../../texts/groupbuy';
import { Button } from '../../../ui/button';
import { yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { ShareButton } from '../../../ui/share-button';

interface Props {
  group: GroupView;
  /** The pay sheet said yes, the provider has not been heard yet. */
  confirming: boolean;
  stand: Stand;
  join(): void;
  /** A pay sheet has closed. */
  ended(paid: boolean): Promise<unknown>;
}

/** The one thing to do about a group now; one's own order is never far. */
export function Foot({ group, stand, confirming, join, ended }: Props) {
  const me = useMe();
  const { myOrder } = group;
  switch (stand) {
    case 'pending':
      return myOrder && <Pay order={myOrder} confirming={confirming} ended={ended} />;
    case 'mine':
      return <Share group={group} />;
    case 'full_mine':
      return (
        <>
          <Button onPress={go.wallet}>{texts.toWallet}</Button>
          {myOrder && <ToOrder order={myOrder} words={texts.you} />}
        </>
      );
    case 'settling':
    case 'over_mine':
      if (myOrder)
        return (
          <Button look="quiet" onPress={() => go.order(myOrder.orderId)}>
            {texts.toOrder}
          </Button>
        );
      break;
    case 'joinable':
      if (me.value && me.value.member === null) return <Button onPress={go.join}>{texts.joinFirst}</Button>;
      return <Button onPress={join}>{texts.join(yuanOf(group.price))}</Button>;
  }
  return (
    <Button look="quiet" onPress={() => void go.campaign(group.campaignId)}>
      {texts.ownOpen}
    </Button>
  );
}

/** My seat is held: it is paid with one press. */
function Pay({ order, confirming, ended }: { order: OrderView } & Pick<Props, 'confirming' | 'ended'>) {
  const { busy, note, pay } = usePayHeld(order, ended);
  return (
    <>
      {note && <View className="group-note">{note}</View>}
      <Button busy={busy || confirming} onPress={() => void pay()}>
        {`${orderTexts.pay} ¥${yuanOf(order.amount)}`}
      </Button>
      <ToOrder order={order} words={texts.orderOrCancel} />
    </>
  );
}

const Share = ({ group }: { group: GroupView }) => (
  <>
    {sharesInChat ? (
      <ShareButton>{texts.share}</ShareButton>
    ) : (
      <Button onPress={() => void Taro.setClipboardData({ data: linkOf(groupPath(group.groupId)) })}>
        {texts.copy}
      </Button>
    )}
    {group.myOrder && <ToOrder order={group.myOrder} words={texts.you} />}
  </>
);

const ToOrder = ({ order, words }: { order: OrderView; words: string }) => (
  <View className="group-to-order">
    <Button look="plain" onPress={() => go.order(order.orderId)}>
      {words}
    </Button>
  </View>
);
