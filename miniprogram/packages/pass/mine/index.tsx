import type { PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { PassBones, PassCard } from '../../../features/pass/pass-card';
import { shownBy, usePasses } from '../../../features/pass/passes';
import { ways } from '../../../features/pass/ways';
import { pass as texts } from '../../../texts/pass';
import { Button } from '../../../ui/button';
import { Choices } from '../../../ui/form/choices';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { Benefits } from './benefits';
import { Care } from './care';
import { FreezeSheet, UnfreezeButton } from './freeze-sheet';
import './index.scss';

/** My annual passes: the card, whose code to show, what it is good for, and what can be done with it. */
export default function MyPass() {
  const list = usePasses();
  const now = useNow(30_000);
  const [passId, setPassId] = useState('');
  const [holderId, setHolderId] = useState('');
  const [freezing, setFreezing] = useState(false);
  usePullRefresh(list.again);
  const items = list.value?.items;
  const pass = items?.find((one) => one.passId === passId) ?? items?.[0];
  if (!items || !pass) {
    return (
      <Page title={texts.title}>
        <View className="mypass">
          {items && (
            <Empty
              picture="dolphin"
              title={texts.empty}
              hint={texts.emptyHint}
              way={{ text: texts.activate, go: ways.activate }}
            />
          )}
          {!items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
          {!items && !list.trouble && <MyPassBones />}
        </View>
      </Page>
    );
  }
  const shown = shownBy(pass);
  const holder = shown.find((one) => one.holderId === holderId) ?? shown[0];
  return (
    <Page title={texts.title} foot={holder && <Foot pass={pass} holder={holder} />}>
      <View className="mypass">
        {items.length > 1 && (
          <View className="mypass-choice">
            <Choices
              choices={items.map((one) => ({
                value: one.passId as string,
                label: `${one.title} ${one.passNo.slice(-4)}`,
              }))}
              chosen={pass.passId as string}
              choose={setPassId}
            />
          </View>
        )}
        <PassCard pass={pass} now={now} />
        {holder && shown.length > 1 && (
          <View className="mypass-choice">
            <View className="mypass-title">{texts.who}</View>
            <Choices
              choices={shown.map((one) => ({ value: one.holderId as string, label: one.name }))}
              chosen={holder.holderId as string}
              choose={setHolderId}
            />
          </View>
        )}
        {holder && pass.status !== 'ended' && (
          <Benefits key={holder.holderId} pass={pass} holder={holder} now={now} />
        )}
        <Care pass={pass} now={now} freeze={() => setFreezing(true)} />
      </View>
      {freezing && <FreezeSheet pass={pass} close={() => setFreezing(false)} />}
    </Page>
  );
}

/** The one thing to do: show the code at the gate, or whatever stands in its way. */
function Foot({ pass, holder }: { pass: PassView; holder: PassView['holders'][number] }) {
  if (pass.status === 'frozen') return pass.owned ? <UnfreezeButton pass={pass} /> : null;
  if (pass.status === 'ended' && pass.owned && pass.renewal.open)
    return <Button onPress={() => ways.renew(pass.passId)}>{texts.renewRow}</Button>;
  if (pass.status !== 'active') return null;
  return <Button onPress={() => go.passCode(pass.passId, holder.holderId)}>{texts.show(holder.name)}</Button>;
}

const MyPassBones = () => (
  <>
    <PassBones />
    <View className="mypass-gap" />
    {['a', 'b', 'c', 'd'].map((key) => (
      <View className="mypass-bone" key={key}>
        <Bone height="44px" />
      </View>
    ))}
  </>
);
