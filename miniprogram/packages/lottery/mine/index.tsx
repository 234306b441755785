import type { WinView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { lottery as texts } from '../../../texts/lottery';
import { Card, Tag, type TagLook } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { fullDayOf, spaced, untilOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { ClaimSheet } from './claim-sheet';
import { Guesses } from './guesses';
import './index.scss';

const LOOKS: Record<WinView['status'], TagLook> = {
  coming: 'wait',
  issued: 'ok',
  to_claim: 'wait',
  claimed: 'sea',
  delivered: 'ok',
  lapsed: 'quiet',
};

/** What I won, first what waits for me; and the rounds I took part in. */
export default function LotteryMine() {
  const now = useNow(60_000);
  const { value, trouble, again } = useQuery('campaign', 'lottery.mine', {});
  const [claiming, claim] = useState<WinView>();
  usePullRefresh(again);
  return (
    <Page title={texts.mine}>
      <View className="lottery-mine">
        {!value && (trouble ? <ErrorState trouble={trouble} again={again} /> : <Bones />)}
        {value && (
          <>
            <View className="lottery-mine-title">{texts.wins}</View>
            {value.wins.length === 0 && (
              <Empty
                picture="penguin"
                title={texts.noWins}
                hint={texts.noWinsHint}
                way={{ text: texts.title, go: () => void go.lottery() }}
              />
            )}
            {value.wins.map((win) => (
              <Win key={win.winId} win={win} now={now} claim={() => claim(win)} />
            ))}
            <Guesses first={value} now={now} />
          </>
        )}
      </View>
      {claiming && (
        <ClaimSheet win={claiming} before={value?.wins ?? []} done={again} close={() => claim(undefined)} />
      )}
    </Page>
  );
}

function Win({ win, now, claim }: { win: WinView; now: number; claim(): void }) {
  const { status, name, title, day, claimUntil, delivery, pickupNo, address } = win;
  const waits = status === 'to_claim' || status === 'claimed';
  const state = (delivery === 'pickup' && texts.pickupStates[status]) || texts.winStates[status];
  return (
    <Card className="win">
      <View className="win-head">
        <View className="win-name">{name}</View>
        <Tag look={LOOKS[status]}>{state}</Tag>
      </View>
      <View className="win-line figures">
        {[title, fullDayOf(startOfParkDay(day), now)].join(' · ')}
        {status === 'to_claim' &&
          claimUntil !== undefined &&
          ` · ${texts.until(untilOf(claimUntil, now, texts.untilWord))}`}
      </View>
      {status === 'claimed' && pickupNo && (
        <View className="win-pickup">
          <View className="win-pickup-name">{texts.pickupNo}</View>
          <View className="win-pickup-no figures">{spaced(pickupNo)}</View>
          <View className="win-line">{texts.pickupHint}</View>
        </View>
      )}
      {address && typeof address === 'object' && (
        <View className="win-line">{texts.sentTo(address.name, address.detail)}</View>
      )}
      {status === 'issued' && (
        <Button look="quiet" onPress={go.wallet}>
          {texts.toWallet}
        </Button>
      )}
      {waits && (
        <Button look={status === 'to_claim' ? 'main' : 'quiet'} onPress={claim}>
          {status === 'to_claim' ? texts.claim : texts.changeAddress}
        </Button>
      )}
    </Card>
  );
}

const Bones = () => (
  <>
    <Bone width="40%" height="20px" className="lottery-mine-bone" />
    <Bone height="120px" className="lottery-mine-bone" />
    <Bone height="120px" className="lottery-mine-bone" />
  </>
);
