import type { MyEntry, WinView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { lottery as texts } from '../../../texts/lottery';
import { Card, Tag, type TagLook } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { dayOf, momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { ClaimSheet } from './claim-sheet';
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
            <Guessed entries={value.entries} now={now} />
          </>
        )}
      </View>
      {claiming && <ClaimSheet win={claiming} done={again} close={() => claim(undefined)} />}
    </Page>
  );
}

function Win({ win, now, claim }: { win: WinView; now: number; claim(): void }) {
  const { status, name, title, day, claimUntil } = win;
  const waits = status === 'to_claim' || status === 'claimed';
  return (
    <Card className="win">
      <View className="win-head">
        <View className="win-name">{name}</View>
        <Tag look={LOOKS[status]}>{texts.winStates[status]}</Tag>
      </View>
      <View className="win-line figures">
        {[title, dayOf(startOfParkDay(day), now)].join(' · ')}
        {status === 'to_claim' && claimUntil !== undefined && ` · ${texts.until(momentOf(claimUntil, now))}`}
      </View>
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

/** Rounds I took part in lately, newest first. */
const Guessed = ({ entries, now }: { entries: MyEntry[]; now: number }) =>
  entries.length === 0 ? null : (
    <>
      <View className="lottery-mine-title">{texts.guessed}</View>
      <Card>
        {entries.map(({ roundId, answer, at }) => (
          <Press key={roundId} className="guessed" onPress={() => go.lottery(roundId)}>
            <View className="guessed-answer">{texts.guesses[answer]}</View>
            <View className="guessed-when figures">{momentOf(at, now)}</View>
            <Icon name="next" className="guessed-next" />
          </Press>
        ))}
      </Card>
    </>
  );

const Bones = () => (
  <>
    <Bone width="40%" height="20px" className="lottery-mine-bone" />
    <Bone height="120px" className="lottery-mine-bone" />
    <Bone height="120px" className="lottery-mine-bone" />
  </>
);
