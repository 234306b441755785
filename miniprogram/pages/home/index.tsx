import type { MeView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { usePullRefresh } from '../../api/use-pull-refresh';
import { BirthdayBanner } from '../../features/birthday/banner';
import { MemberCard } from '../../features/member/member-card';
import { useMe } from '../../features/member/use-me';
import { OfferTicket } from '../../features/wallet/rows';
import { TicketBones } from '../../features/wallet/ticket';
import { useOffers } from '../../features/wallet/use-offers';
import { home } from '../../texts/home';
import { Waves } from '../../ui/bits';
import { dayOf, minuteOfDay, untilOf } from '../../ui/format';
import { go } from '../../ui/go';
import { Icon, type IconName } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Press } from '../../ui/press';
import { ErrorState } from '../../ui/states';
import { useNow } from '../../ui/use-now';
import { Today } from './today';
import './index.scss';

const SHOWN_OFFERS = 4;

export default function Home() {
  const me = useMe();
  const offers = useOffers();
  usePullRefresh(() => Promise.all([me.again(), offers.again()]));
  const lost = !me.value && me.trouble;
  return (
    <Page back={false} top={<Greeting me={me.value} />}>
      <View className="home">
        {lost ? (
          <View className="home-lost">
            <ErrorState
              trouble={lost}
              again={() => {
                me.again();
                offers.again();
              }}
            />
          </View>
        ) : (
          <>
            <MemberCard me={me.value} />
            <BirthdayBanner me={me.value} />
            <Today me={me.value} />
            <LotteryWays me={me.value} />
            <PassWay me={me.value} />
            <Way icon="people" name={home.groupbuys} hint={home.groupbuysHint} onPress={go.groupbuys} />
            <OpenOffers offers={offers} />
            <Way icon="paper" name={home.stories} hint={home.storiesHint} onPress={go.stories} />
          </>
        )}
      </View>
    </Page>
  );
}

function Greeting({ me }: { me: MeView | undefined }) {
  const now = useNow(60_000);
  const hello = home.hello(Math.floor(minuteOfDay(now) / 60));
  const name = me?.member?.nickname;
  return (
    <View className="home-head">
      <View className="home-park">{home.park}</View>
      <View className="home-hello">{name ? `${hello}，${name}` : hello}</View>
      <Waves className="home-waves" />
    </View>
  );
}

interface WayProps {
  icon: IconName;
  name: string;
  hint: string;
  onPress(): void;
}

/** A slim line that leads on. */
const Way = ({ icon, name, hint, onPress }: WayProps) => (
  <Press className="home-way card" onPress={onPress}>
    <Icon name={icon} className="home-way-icon" />
    <View className="home-way-name">{name}</View>
    <View className="home-way-hint">{hint}</View>
    <Icon name="next" className="home-all-icon" />
  </Press>
);

/** A prize that waits to be claimed, and how the guess of yesterday came out. */
function LotteryWays({ me }: { me: MeView | undefined }) {
  const now = useNow(60_000);
  // What this phone remembers of an older version has no news.
  const { claim, result } = me?.lottery ?? { claim: null, result: null };
  const until = claim && untilOf(claim.until, now, home.claimWord);
  const day = result && dayOf(startOfParkDay(result.day), now);
  return (
    <>
      {claim && until && (
        <Way
          icon="gift"
          name={home.won}
          hint={home.claimBy(claim.name, until, claim.count)}
          onPress={go.lotteryMine}
        />
      )}
      {result && day && !(claim && claim.name === result.prize) && (
        <Way
          icon="weather"
          name={result.right ? home.guessRight(day) : home.guessWrong(day)}
          hint={result.right || result.prize ? home.guessPrize(result) : home.guessMissed}
          onPress={() => go.lottery(result.roundId)}
        />
      )}
    </>
  );
}

/** At the gate it takes one press: the code of whom this phone shows first. */
function PassWay({ me }: { me: MeView | undefined }) {
  const pass = me?.pass;
  const holder = pass?.holders.find(({ mine }) => mine);
  if (pass?.status !== 'active' || !holder) return null;
  const show = () => go.passCode(pass.passId, holder.holderId);
  return <Way icon="badge" name={home.passCode} hint={pass.title} onPress={show} />;
}

function OpenOffers({ offers }: { offers: ReturnType<typeof useOffers> }) {
  const now = useNow(1000);
  const order = ['open', 'soon', 'claimed'];
  const shown = offers.items
    ?.filter((offer) => order.includes(offer.status))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
    .slice(0, SHOWN_OFFERS);
  return (
    <View>
      <View className="home-section">
        <View className="home-section-title">{home.offers}</View>
        <Press className="home-all" onPress={go.offers}>
          <View>{home.allOffers}</View>
          <Icon name="next" className="home-all-icon" />
        </Press>
      </View>
      {shown?.map((offer) => (
        <OfferTicket key={offer.offerId} offer={offer} now={now} />
      ))}
      {shown?.length === 0 && <View className="home-none">{home.offersEmpty}</View>}
      {!shown && offers.trouble && <ErrorState trouble={offers.trouble} again={offers.again} />}
      {!shown && !offers.trouble && <TicketBones />}
    </View>
  );
}
