import type { PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import { PassCard } from '../../../features/pass/pass-card';
import { shownBy } from '../../../features/pass/passes';
import { ways } from '../../../features/pass/ways';
import { pass as texts } from '../../../texts/pass';
import { Button } from '../../../ui/button';
import { dayOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { useNow } from '../../../ui/use-now';

/** It is open: the card, until when, and straight to the gate. */
export function Opened({ pass }: { pass: PassView }) {
  const now = useNow(60_000);
  const [first] = shownBy(pass);
  return (
    <Page
      title={texts.activate}
      foot={
        <View>
          {first && pass.status === 'active' && (
            <Button onPress={() => go.passCode(pass.passId, first.holderId, true)}>
              {texts.show(first.name)}
            </Button>
          )}
          <View className="activate-back">
            <Button look="plain" onPress={ways.mine}>
              {texts.toMine}
            </Button>
          </View>
        </View>
      }
    >
      <View className="activate">
        <View className="activate-head">
          <Picture name="whale" className="activate-picture" />
          <View className="activate-title">{texts.opened}</View>
          <View className="activate-hint">{texts.openedHint(dayOf(pass.validTo, now))}</View>
        </View>
        <PassCard pass={pass} now={now} />
      </View>
    </Page>
  );
}
