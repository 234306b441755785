import type { PassView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { putPass } from '../../../features/pass/passes';
import { command } from '../../../texts/command';
import { common } from '../../../texts/common';
import { pass as texts } from '../../../texts/pass';
import { Button } from '../../../ui/button';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Choices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import { dayOf } from '../../../ui/format';
import { troubleText } from '../../../ui/states';

/** Lets the pass rest from today on. What that means is said before, once. */
export function FreezeSheet({ pass, close }: { pass: PassView; close(): void }) {
  const { busy, outcome, run } = useCommand('member', 'pass.freeze');
  const [reason, setReason] = useState(texts.freezeReasons[0] as string);
  const { days, max, used } = pass.freezes;
  async function freeze(): Promise<void> {
    const answer = await run({ passId: pass.passId, reason });
    if (!answer.ok) return;
    putPass(answer.value);
    const until = answer.value.freezes.now?.until;
    if (until)
      Taro.showToast({ title: texts.frozen(dayOf(startOfParkDay(until), serverNow())), icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={texts.freezeTitle}
      does={texts.freezeGo}
      busy={busy}
      trouble={troubleOf(outcome)}
      press={freeze}
      close={close}
    >
      <View className="mypass-say">
        {texts.freezeHint(days)}
        {max - used === 1 ? texts.freezeLast : ''}
      </View>
      <Field name="reason" label={texts.freezeWhy}>
        <Choices
          choices={texts.freezeReasons.map((value) => ({ value, label: value }))}
          chosen={reason}
          choose={setReason}
        />
      </Field>
    </CommandSheet>
  );
}

/** Wakes it before its time: no question needed, it can be frozen again. */
export function UnfreezeButton({ pass }: { pass: PassView }) {
  const { busy, outcome, run } = useCommand('member', 'pass.unfreeze');
  const trouble = troubleOf(outcome);
  async function wake(): Promise<void> {
    const answer = await run({ passId: pass.passId, reason: texts.unfreezeReason });
    if (!answer.ok) return;
    putPass(answer.value);
    Taro.showToast({ title: texts.unfrozen, icon: 'none' });
  }
  return (
    <View>
      {trouble && (
        <View className="mypass-note">{isFault(trouble) ? command.unsure : troubleText(trouble)}</View>
      )}
      <Button busy={busy} onPress={wake}>
        {trouble && isFault(trouble) ? common.again : texts.unfreeze}
      </Button>
    </View>
  );
}
