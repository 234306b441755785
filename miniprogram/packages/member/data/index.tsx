import type { MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { ConsentSheet } from '../../../features/member/consent-sheet';
import { Row } from '../../../features/member/row';
import { useConsent } from '../../../features/member/use-consent';
import { useMe } from '../../../features/member/use-me';
import { myData } from '../../../texts/my-data';
import { tags } from '../../../texts/tags';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { Reminders } from './reminders';
import { Scopes } from './scopes';
import { TakeAlong } from './take-along';
import './index.scss';

/** What is kept about me, and everything I decide about it. */
export default function MyData() {
  const me = useMe();
  const [reading, setReading] = useState(false);
  usePullRefresh(me.again);
  return (
    <Page title={myData.title}>
      <View className="mydata">
        {me.value && <Consent me={me.value} read={() => setReading(true)} />}
        {me.value?.member && <Reminders me={me.value} />}
        {me.value && <Mine me={me.value} />}
        {!me.value && me.trouble && <ErrorState trouble={me.trouble} again={me.again} />}
        {!me.value && !me.trouble && <Bones />}
      </View>
      {reading && <ConsentSheet close={() => setReading(false)} />}
    </Page>
  );
}

/** The text, the version agreed to, and what is on beyond it; a new version is asked for here. */
function Consent({ me, read }: { me: MeView; read(): void }) {
  const { current, agreed, scopes } = me.consent;
  const consent = useConsent();
  const outdated = agreed !== null && agreed !== current;
  return (
    <>
      <Card className="mydata-rows">
        <Row
          icon="paper"
          name={myData.consent}
          hint={agreed === null ? myData.notAgreed : myData.agreed(agreed)}
          onPress={read}
        />
        {outdated && (
          <View className="mydata-outdated">
            <View className="mydata-note">{myData.outdated(current)}</View>
            <Button busy={consent.busy} onPress={() => consent.say(current, scopes)}>
              {myData.agree(current)}
            </Button>
          </View>
        )}
      </Card>
      {me.member && <Scopes scopes={scopes} version={current} off={outdated} consent={consent} />}
      {consent.trouble && <View className="mydata-trouble">{consent.trouble}</View>}
    </>
  );
}

/** Take everything along, or have it taken away: for guests too. */
const Mine = ({ me: { member, consent } }: { me: MeView }) => (
  <Card className="mydata-rows">
    <View className="mydata-head">{myData.mine}</View>
    {member && (
      <Row
        icon="badge"
        name={tags.row}
        hint={consent.scopes.profiling ? tags.rowOn : tags.rowOff}
        onPress={go.tags}
      />
    )}
    <TakeAlong />
    <Row
      icon="cross"
      name={member ? myData.leave : myData.leaveGuest}
      hint={myData.leaveHint}
      onPress={go.leave}
    />
  </Card>
);

const Bones = () => (
  <>
    <Bone height="76px" className="mydata-bone" />
    <Bone height="252px" className="mydata-bone" />
    <Bone height="252px" className="mydata-bone" />
  </>
);
