import type { MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import { serverNow } from '../../api/call';
import { home } from '../../texts/home';
import { member as texts } from '../../texts/member';
import { Waves } from '../../ui/bits';
import { Button } from '../../ui/button';
import { countOf, dayOf } from '../../ui/format';
import { go } from '../../ui/go';
import { Picture } from '../../ui/picture';
import { Bone } from '../../ui/skeleton';
import './member-card.scss';

/** The card of a member with tier and points; for a guest the way in; bones until it is known which. */
export function MemberCard({ me }: { me: MeView | undefined }) {
  if (!me) return <CardBones />;
  return me.member ? <TierCard me={me} /> : <GuestCard />;
}

function TierCard({ me }: { me: MeView }) {
  const tier = me.tier ?? 'bronze';
  return (
    <View className={`member-card member-card-${tier}`}>
      <Picture name="whale" className="member-card-whale" />
      <View className="member-card-tier">{texts.tiers[tier]}</View>
      <View className="member-card-name">{me.member?.nickname ?? texts.nameless}</View>
      <View className="member-card-row">
        <View className="member-card-points figures">
          {countOf(me.points)}
          <View className="member-card-unit">{texts.points}</View>
        </View>
        <View className="member-card-since">
          {me.member && texts.since(dayOf(me.member.joinedAt, serverNow()))}
        </View>
      </View>
      <Waves className="member-card-waves" />
    </View>
  );
}

const GuestCard = () => (
  <View className="member-card member-card-guest">
    <View className="member-card-welcome">
      <View className="member-card-words">
        <View className="member-card-name">{home.guestHello}</View>
        <View className="member-card-line">{home.guestLine}</View>
      </View>
      <Picture name="whale" className="member-card-hello" />
    </View>
    <Button onPress={go.join}>{home.join}</Button>
  </View>
);

const CardBones = () => (
  <View className="member-card member-card-guest">
    <Bone width="30%" height="20px" />
    <View className="member-card-gap" />
    <Bone width="55%" height="26px" />
    <View className="member-card-gap-large" />
    <Bone width="38%" height="36px" />
  </View>
);
