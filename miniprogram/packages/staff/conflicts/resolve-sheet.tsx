import type { ConflictView } from '@shared/contract';
import { Input, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { common } from '../../../texts/common';
import { offline } from '../../../texts/offline';
import { Button } from '../../../ui/button';
import { Press } from '../../../ui/press';
import { Sheet } from '../../../ui/sheet';
import { troubleText } from '../../../ui/states';

export type Decision = 'accept' | 'dismiss';

const WORDS = {
  accept: {
    title: offline.acceptTitle,
    hint: offline.acceptHint,
    reasons: offline.acceptReasons,
    go: offline.acceptGo,
  },
  dismiss: {
    title: offline.dismissTitle,
    hint: offline.dismissHint,
    reasons: offline.dismissReasons,
    go: offline.dismissGo,
  },
};
const LONGEST_REASON = 200;

interface Props {
  conflict: ConflictView;
  decision: Decision;
  close(): void;
  /** The list should be asked for again. */
  done(): void;
}

/** A manager's word on one scan, with the reason that stays beside it. */
export function ResolveSheet({ conflict, decision, close, done }: Props) {
  const [chosen, setChosen] = useState<string>();
  const [written, setWritten] = useState('');
  const { busy, outcome, run } = useCommand('staff', 'redemption.resolve');
  const words = WORDS[decision];
  const reason = written.trim() || chosen;
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const unsure = trouble !== undefined && isFault(trouble);
  async function resolve(): Promise<void> {
    if (reason === undefined) return;
    const answered = await run({ nonce: conflict.nonce, decision, reason });
    if (isFault(answered)) return;
    done();
    if (!answered.ok) return;
    const { redemptionId } = answered.value;
    const accepted = redemptionId === null ? offline.acceptedLoss : offline.acceptedUse;
    Taro.showToast({ title: decision === 'accept' ? accepted : offline.dismissed, icon: 'none' });
    close();
  }
  return (
    <Sheet title={words.title} close={close}>
      <View className="resolve-what">{conflict.title}</View>
      <View className="resolve-hint">{words.hint}</View>
      <View className="resolve-reasons">
        {words.reasons.map((text) => (
          <Press
            key={text}
            className={`resolve-reason${text === reason ? ' resolve-reason-on' : ''}`}
            off={busy}
            onPress={() => {
              setChosen(text);
              setWritten('');
            }}
          >
            {text}
          </Press>
        ))}
      </View>
      <Input
        className="resolve-input"
        maxlength={LONGEST_REASON}
        value={written}
        placeholder={offline.otherReason}
        placeholderClass="resolve-placeholder"
        onInput={(event) => setWritten(event.detail.value)}
      />
      {trouble && <View className="resolve-note">{unsure ? offline.unsure : troubleText(trouble)}</View>}
      <Button busy={busy} off={reason === undefined} onPress={resolve}>
        {unsure ? common.again : words.go}
      </Button>
    </Sheet>
  );
}
