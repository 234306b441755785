import type { MeView, StandingView, Tier } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { serverNow } from '../../api/call';
import { home } from '../../texts/home';
import { member as texts } from '../../texts/member';
import { Waves } from '../../ui/bits';
import { Button } from '../../ui/button';
import { dayOf, signedOf, yuanOf } from '../../ui/format';
import { go } from '../../ui/go';
import { Icon } from '../../ui/icon';
import { Picture } from '../../ui/picture';
import { Press } from '../../ui/press';
import { Bone } from '../../ui/skeleton';
import { Avatar } from './avatar';
import './member-card.scss';

/** The card of a member with tier and points; for a guest the way in; bones until it is known which. */
export function MemberCard({ me, full = false }: Props) {
  if (!me) return <CardBones />;
  return me.member ? <TierCard me={me} full={full} /> : <GuestCard />;
}

interface Props {
  me: MeView | undefined;
  /** With the way to the next tier, and the ways to what stands behind the figures. */
  full?: boolean;
}

function TierCard({ me, full }: { me: MeView; full: boolean }) {
  const tier = me.tier ?? 'bronze';
  const points = (
    <>
      {signedOf(me.points)}
      <View className="member-card-unit">{texts.points}</View>
    </>
  );
  return (
    <View className={`member-card member-card-${tier}`}>
      <Picture name="whale" className="member-card-whale" />
      <View className="member-card-tier">{texts.tiers[tier]}</View>
      <View className="member-card-who">
        {me.member?.avatarFileId && <Avatar fileId={me.member.avatarFileId} className="member-card-avatar" />}
        <View className="member-card-name">{me.member?.nickname ?? texts.nameless}</View>
      </View>
      <View className="member-card-row">
        {full ? (
          <Press className="member-card-points figures" onPress={go.points}>
            {points}
            <Icon name="next" className="member-card-next" />
          </Press>
        ) : (
          <View className="member-card-points figures">{points}</View>
        )}
        <View className="member-card-since">
          {me.member && texts.since(dayOf(me.member.joinedAt, serverNow()))}
        </View>
      </View>
      {full && me.standing && <Way tier={tier} standing={me.standing} />}
      <Waves className="member-card-waves" />
    </View>
  );
}

/** How far it is to the next tier, in one line and one bar; leads to the page that explains both. */
function Way({ tier, standing }: { tier: Tier; standing: StandingView }) {
  const { next, sum, best } = standing;
  const part = Math.min(1, sum / (next ? next.from : best));
  return (
    <Press className="member-card-way" onPress={go.tier}>
      <View className="member-card-way-line">
        <View className="member-card-way-words">{wayWords(tier, standing)}</View>
        <Icon name="next" className="member-card-next" />
      </View>
      <View className="member-card-bar">
        <View className="member-card-bar-done" style={{ width: `${Math.round(part * 100)}%` }} />
      </View>
    </Press>
  );
}

/** Of several ways the one that asks for the least money is said here. */
function wayWords(tier: Tier, { next, holdsUntil }: StandingView): string {
  if (!next) {
    const day = holdsUntil && dayOf(startOfParkDay(holdsUntil), serverNow());
    return day ? texts.holds(texts.tierShort(tier), day) : texts.highest;
  }
  const way = next.ways[next.ways.length - 1];
  const name = texts.tierShort(next.tier);
  return way ? texts.wayTo(texts.way(way.visits, yuanOf(way.paid)), name) : texts.missing(next.missing, name);
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
