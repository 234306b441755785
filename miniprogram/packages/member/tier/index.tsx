import type { MeView, StandingView, Tier } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { serverNow } from '../../../api/call';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useMe } from '../../../features/member/use-me';
import { member } from '../../../texts/member';
import { tier as texts } from '../../../texts/tier';
import { Waves } from '../../../ui/bits';
import { dayOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { Ladder } from './ladder';
import { NextTier } from './next';
import { Scores } from './scores';
import './index.scss';

/** Why the card has this tier, what the next one asks for, and what each has. */
export default function TierPage() {
  const me = useMe();
  usePullRefresh(me.again);
  return (
    <Page title={texts.title}>
      <View className="tier">
        <Inside me={me.value} />
        {!me.value && me.trouble && <ErrorState trouble={me.trouble} again={me.again} />}
        {!me.value && !me.trouble && <Bones />}
      </View>
    </Page>
  );
}

function Inside({ me }: { me: MeView | undefined }) {
  if (!me) return null;
  if (!me.member) {
    return (
      <>
        <Empty
          picture="whale"
          title={texts.guest}
          hint={texts.guestHint}
          way={{ text: texts.join, go: go.join }}
        />
        <Ladder mine={null} />
      </>
    );
  }
  const mine = me.tier ?? 'bronze';
  return (
    <>
      {me.standing && <Head tier={mine} standing={me.standing} />}
      {me.standing && <NextTier standing={me.standing} />}
      {me.standing && <Scores standing={me.standing} />}
      <Ladder mine={mine} />
      <View className="tier-rules">{texts.rules}</View>
      {me.standing && <View className="tier-version">{texts.version(me.standing.version)}</View>}
    </>
  );
}

function Head({ tier, standing: { sum, best, holdsUntil } }: { tier: Tier; standing: StandingView }) {
  const day = holdsUntil && dayOf(startOfParkDay(holdsUntil), serverNow());
  return (
    <View className={`tier-head tier-look-${tier}`}>
      <Picture name="whale" className="tier-head-whale" />
      <View className="tier-head-name">{member.tiers[tier]}</View>
      <View className="tier-head-hold">{day ? texts.holds(day) : texts.keeps}</View>
      <View className="tier-head-sum figures">
        {sum}
        <View className="tier-head-unit">
          {texts.sum} · {texts.ofBest(best)}
        </View>
      </View>
      <Waves className="tier-head-waves" />
    </View>
  );
}

const Bones = () => (
  <>
    <Bone height="172px" className="tier-bone" />
    <Bone height="132px" className="tier-bone" />
    <Bone height="240px" className="tier-bone" />
  </>
);
