import type { CheckinResult, CheckinStatusView } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useSign } from '../../../features/checkin/acts';
import { useCheckin } from '../../../features/checkin/use-checkin';
import { useMe } from '../../../features/member/use-me';
import { checkin as texts } from '../../../texts/checkin';
import { common } from '../../../texts/common';
import { Card, Waves } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { ErrorState, troubleText } from '../../../ui/states';
import { Celebration, type Done } from './celebration';
import { Ladder } from './ladder';
import { MakeUpSheet } from './make-up-sheet';
import { Month } from './month';
import './index.scss';

/** Today's check-in: the streak, the ladder with what comes next, the month, and one button. */
export default function CheckinToday() {
  const me = useMe();
  const status = useCheckin();
  const [done, setDone] = useState<Done>();
  const [missed, setMissed] = useState<ParkDay>();
  usePullRefresh(() => Promise.all([me.again(), status.again()]));
  const { value } = status;
  if (!value && status.trouble) {
    return (
      <Page title={texts.title}>
        <ErrorState trouble={status.trouble} again={status.again} />
      </Page>
    );
  }
  const guest = me.value?.member === null;
  return (
    <Page
      title={texts.title}
      foot={
        value ? (
          <Foot status={value} guest={guest} celebrate={(result) => setDone({ result, madeUp: false })} />
        ) : undefined
      }
    >
      <View className="checkin">
        {value ? (
          <>
            <Head status={value} />
            <Ladder status={value} />
            <Month status={value} guest={guest} choose={setMissed} />
            {!guest && (
              <Card className="checkin-ways">
                <Press className="checkin-way" onPress={go.board}>
                  <Icon name="badge" className="checkin-way-icon" />
                  <View className="checkin-way-words">
                    <View>{texts.board}</View>
                    <View className="checkin-way-hint">{texts.boardHint}</View>
                  </View>
                  <Icon name="next" className="checkin-way-next" />
                </Press>
              </Card>
            )}
          </>
        ) : (
          <Bones />
        )}
      </View>
      {missed && value && (
        <MakeUpSheet
          day={missed}
          cards={value.cards}
          close={() => setMissed(undefined)}
          celebrate={(result) => {
            setMissed(undefined);
            setDone({ result, madeUp: true });
          }}
        />
      )}
      {done && <Celebration done={done} close={() => setDone(undefined)} />}
    </Page>
  );
}

function Head({ status }: { status: CheckinStatusView }) {
  return (
    <View className="checkin-head">
      <View className="checkin-head-name">{texts.streak}</View>
      <View className="checkin-head-streak figures">
        {status.streak}
        <View className="checkin-head-unit">{texts.days}</View>
      </View>
      <View className="checkin-head-next">{comingOf(status)}</View>
      <Waves className="checkin-head-waves" />
    </View>
  );
}

function comingOf({ closedToday, signedToday, streak, nextReward, ladder }: CheckinStatusView): string {
  if (closedToday && !signedToday) return texts.closedToday;
  if (nextReward)
    return nextReward.inDays === 0 ? texts.nextToday(nextReward) : texts.next(nextReward.inDays, nextReward);
  return streak === 0 && ladder.daily > 0 ? texts.startHint : texts.keepGoing;
}

interface FootProps {
  status: CheckinStatusView;
  guest: boolean;
  celebrate(result: CheckinResult): void;
}

/** The one button. What is over for today cannot be pressed, and says so. */
function Foot({ status, guest, celebrate }: FootProps) {
  const { busy, outcome, sign } = useSign();
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const unsure = trouble !== undefined && isFault(trouble);
  async function press(): Promise<void> {
    const answered = await sign();
    if (answered.ok) celebrate(answered.value);
  }
  if (guest) return <Button onPress={go.join}>{texts.joinFirst}</Button>;
  // While the call is under way the day already shows as signed; the button stays the one that was pressed.
  if (!busy && (status.signedToday || status.closedToday)) {
    return (
      <View className="checkin-foot">
        <Button off onPress={() => undefined}>
          {status.signedToday ? texts.signed : texts.closed}
        </Button>
      </View>
    );
  }
  return (
    <View className="checkin-foot">
      {trouble && <View className="checkin-note">{unsure ? texts.unsure : troubleText(trouble)}</View>}
      <Button busy={busy} onPress={press}>
        {unsure ? common.again : texts.sign}
      </Button>
    </View>
  );
}

const Bones = () => (
  <>
    <Bone height="148px" className="checkin-bone" />
    <Bone height="140px" className="checkin-bone" />
    <Bone height="300px" className="checkin-bone" />
  </>
);
