import type { ExportView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { call, serverNow } from '../../../api/call';
import type { OutcomeOf } from '../../../api/outcome';
import { Row } from '../../../features/member/row';
import { copies, takeFile, takeText } from '../../../platform/take-along';
import { myData } from '../../../texts/my-data';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { Sheet } from '../../../ui/sheet';
import { troubleText } from '../../../ui/states';

/** Asks for everything the park holds about me. The answer is shown and given away, never kept by the phone. */
export function TakeAlong() {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<OutcomeOf<'member', 'member.export'>>();
  async function ask(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setOutcome(await call('member', 'member.export', {}));
    setBusy(false);
  }
  const trouble = outcome && !outcome.ok ? troubleText(outcome) : undefined;
  return (
    <>
      <Row
        icon="paper"
        name={myData.takeAlong}
        hint={busy ? myData.exportBusy : (trouble ?? myData.takeAlongHint)}
        onPress={ask}
      />
      {outcome?.ok && <ExportSheet exported={outcome.value} close={() => setOutcome(undefined)} />}
    </>
  );
}

function ExportSheet({ exported, close }: { exported: ExportView; close(): void }) {
  const [failed, setFailed] = useState(false);
  const { at, data, file } = exported;
  async function take(): Promise<void> {
    const done = data ? await takeText(FILE_NAME, JSON.stringify(data, null, 2)) : await takeFile(file.url);
    setFailed(!done);
    if (!done) return;
    // WeChat says itself that something was copied.
    if (!copies) Taro.showToast({ title: myData.taken, icon: 'none' });
    close();
  }
  const now = serverNow();
  const words = copies ? myData.copy : myData.take;
  return (
    <Sheet title={myData.exportTitle} close={close}>
      <View className="mydata-hint">{myData.exportAt(momentOf(at, now))}</View>
      {data && <Counts data={data} />}
      {file && (
        <View className="mydata-note">
          {myData.exportFile(Math.ceil(file.bytes / 1024), momentOf(file.until, now))}
        </View>
      )}
      {failed && <View className="mydata-trouble">{myData.takenFailed}</View>}
      <View className="mydata-hint mydata-what">{myData.exportWhat}</View>
      <Button onPress={take}>{data ? words.data : words.file}</Button>
    </Sheet>
  );
}

const FILE_NAME = 'whale-club.json';

type Kind = keyof typeof myData.exportCount;
const KINDS = Object.keys(myData.exportCount) as Kind[];

/** How much there is of what; the words themselves are in the copy. */
function Counts({ data }: { data: NonNullable<ExportView['data']> }) {
  const shown = KINDS.filter((kind) => data[kind].length > 0);
  if (shown.length === 0 && !data.member) return <View className="mydata-note">{myData.exportNothing}</View>;
  return (
    <View className="mydata-counts">
      {data.member && <Count name={myData.exportMember} value={myData.exportOnce} />}
      {shown.map((kind) => (
        <Count key={kind} name={myData.exportCount[kind]} value={myData.exportRows(data[kind].length)} />
      ))}
    </View>
  );
}

const Count = ({ name, value }: { name: string; value: string }) => (
  <View className="mydata-count">
    <View>{name}</View>
    <View className="figures">{value}</View>
  </View>
);
