import type { CheckinStatusView, MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useQuery } from '../../api/use-query';
import { useCheckin } from '../../features/checkin/use-checkin';
import { endsSoon } from '../../features/wallet/terms';
import { home, checkinTile as texts } from '../../texts/home';
import { go } from '../../ui/go';
import { Icon, type IconName } from '../../ui/icon';
import { Press } from '../../ui/press';
import { Bone } from '../../ui/skeleton';
import { useNow } from '../../ui/use-now';

/** The three things of today as tiles with their state. */
export const Today = ({ me }: { me: MeView | undefined }) => (
  <View className="home-today">
    <CheckinTile />
    <CouponTile me={me} />
    <Tile icon="weather" name={home.guess} state={home.guessState} onPress={() => go.lottery()} />
  </View>
);

/** Done things shrink. A guest is shown the way too: the page says what there is. */
function CheckinTile() {
  const { value } = useCheckin();
  const state = value ? checkinState(value) : <Bone width="48px" />;
  return (
    <Tile
      icon={value?.signedToday ? 'check' : 'calendar'}
      name={texts.name}
      state={state}
      live={value !== undefined && !value.signedToday && !value.closedToday}
      done={value?.signedToday === true}
      onPress={go.checkin}
    />
  );
}

function checkinState({ signedToday, closedToday, streak }: CheckinStatusView): string {
  if (signedToday) return texts.done(streak);
  return closedToday ? texts.closed : texts.open(streak);
}

function CouponTile({ me }: { me: MeView | undefined }) {
  if (me?.member) return <EndingTile />;
  const state = me ? home.endingNone : <Bone width="48px" />;
  return <Tile icon="ticket" name={home.mine} state={state} onPress={go.wallet} />;
}

function EndingTile() {
  const now = useNow(60_000);
  const { value } = useQuery('wallet', 'coupon.list', { status: 'unused' });
  const ending = value?.items.filter((coupon) => endsSoon(coupon, now)).length ?? 0;
  const known = ending > 0 ? home.endingCount(ending) : home.endingNone;
  const state = value ? known : <Bone width="48px" />;
  return <Tile icon="ticket" name={home.endingSoon} state={state} live={ending > 0} onPress={go.wallet} />;
}

interface TileProps {
  icon: IconName;
  name: string;
  state: ReactNode;
  /** Something is waiting. */
  live?: boolean;
  /** Nothing is left to do about it today. */
  done?: boolean;
  onPress(): void;
}

function Tile({ icon, name, state, live = false, done = false, onPress }: TileProps) {
  const inside = (
    <>
      <Icon name={icon} className="tile-icon" />
      <View className="tile-name">{name}</View>
      <View className={`tile-state figures${live ? ' tile-state-live' : ''}`}>{state}</View>
    </>
  );
  return (
    <Press className={`tile tile-press${done ? ' tile-done' : ''}`} onPress={onPress}>
      {inside}
    </Press>
  );
}
