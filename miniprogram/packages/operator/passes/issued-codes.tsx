import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type Issued, putAway, tableOf } from '../../../features/operator/issued';
import { handOut } from '../../../platform/hand-out';
import { batches } from '../../../texts/pass-batches';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { countOf, groupsOfFour } from '../../../ui/format';

/** More than that only in the table: a phone draws no five thousand rows. */
const SHOWN = 12;

/** The codes of a batch that was just issued, to be handed on at once. */
export function IssuedCodes({ issued }: { issued: Issued }) {
  const { kind, soldOn, passes } = issued;
  const [first] = passes;
  const rest = passes.length - SHOWN;
  async function give(): Promise<void> {
    const how = await handOut(`passes-${kind}-${soldOn}.csv`, tableOf(issued));
    Taro.showToast({ title: how === 'saved' ? batches.exported : batches.copied, icon: 'none' });
  }
  return (
    <Card className="issued">
      <View className="issued-title figures">
        {batches.issued(batches.kinds[kind], countOf(passes.length))}
      </View>
      <View className="issued-hint">{first?.activationCode ? batches.issuedHint : batches.noCodes}</View>
      <View className="issued-rows">
        {passes.slice(0, SHOWN).map(({ passNo, activationCode }) => (
          <View className="issued-row figures" key={passNo}>
            <View className="issued-no">{groupsOfFour(passNo)}</View>
            <View className="issued-code">{activationCode?.replace(/(.{4})(?=.)/g, '$1 ') ?? '–'}</View>
          </View>
        ))}
      </View>
      {rest > 0 && <View className="issued-hint figures">{batches.more(countOf(rest))}</View>}
      <View className="issued-ways">
        <View className="issued-way">
          <Button look="quiet" onPress={give}>
            {process.env.TARO_ENV === 'h5' ? batches.exportAll : batches.copyAll}
          </Button>
        </View>
        <View className="issued-way">
          <Button look="plain" onPress={putAway}>
            {batches.put}
          </Button>
        </View>
      </View>
    </Card>
  );
}
