import { View } from '@tarojs/components';
import { lottery as texts } from '../../../texts/lottery';
import { Page } from '../../../ui/page';
import { RoundList } from './rows';

/** Every round that was announced: what can be guessed, what waits, what has been drawn. */
export default function Rounds() {
  return (
    <Page title={texts.rounds}>
      <View className="rounds">
        <RoundList />
      </View>
    </Page>
  );
}
