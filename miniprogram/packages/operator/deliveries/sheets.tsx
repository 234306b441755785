import type { DeliveryRow } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { rounds as texts } from '../../../texts/round-desk';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';
import { spaced } from '../../../ui/format';

interface Props {
  row: DeliveryRow;
  done(): Promise<unknown>;
  close(): void;
}

/** Most characters of a reason, as the contract has it. */
const MAX = 200;

/** Asked once more before a prize counts as handed over, with the number to compare. */
export function HandSheet({ row: { winId, name, address, pickupNo }, done, close }: Props) {
  const { busy, outcome, run } = useCommand('admin', 'lottery.delivered');
  const way = texts.ways[address === null ? 'pickup' : 'address'];
  async function press(): Promise<void> {
    const answer = await run({ winId });
    if (!answer.ok) return;
    Taro.showToast({ title: texts.delivered, icon: 'none' });
    close();
    await done();
  }
  return (
    <CommandSheet
      title={way.title}
      does={way.go}
      busy={busy}
      trouble={troubleOf(outcome)}
      press={press}
      close={close}
    >
      <View>{name}</View>
      {pickupNo && <View className="delivery-number figures">{spaced(pickupNo)}</View>}
      <View className="command-hint">{way.hint}</View>
      <View className="command-hint">{texts.undoHint}</View>
    </CommandSheet>
  );
}

/** Why it was not handed over after all. */
export function UndoSheet({ row: { winId, name }, done, close }: Props) {
  const [words, setWords] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'lottery.undeliver');
  const reason = new Reader().words('reason', words, { max: MAX });
  async function press(): Promise<void> {
    if (!reason) return;
    const answer = await run({ winId, reason });
    if (!answer.ok) return;
    Taro.showToast({ title: texts.undone, icon: 'none' });
    close();
    await done();
  }
  return (
    <CommandSheet
      title={texts.undoTitle}
      does={texts.undoGo}
      busy={busy}
      off={!reason}
      trouble={troubleOf(outcome)}
      press={press}
      close={close}
    >
      <View>{name}</View>
      <View className="command-hint">{texts.undoSheetHint}</View>
      <Field name="reason" label={texts.reason}>
        <TextBox value={words} change={setWords} max={MAX} />
      </Field>
    </CommandSheet>
  );
}
