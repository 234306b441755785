import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { isFault } from '../api/caller';
import type { Fault, Refused } from '../api/outcome';
import { command } from '../texts/command';
import { common } from '../texts/common';
import { Button } from './button';
import { Sheet } from './sheet';
import { troubleText } from './states';
import './command-sheet.scss';

interface Props {
  title: string;
  /** What the button does, in a word or two. */
  does: string;
  busy: boolean;
  off?: boolean;
  /** Why the last try brought nothing. */
  trouble: Fault | Refused | undefined;
  /** The sentence for a refusal, where the usual one does not fit. */
  refused?: string;
  press(): void;
  close(): void;
}

/** Asks once before something is changed, and stays until the cloud has said yes. */
export function CommandSheet(props: PropsWithChildren<Props>) {
  const { title, does, busy, off = false, trouble, refused, press, close, children } = props;
  const unsure = trouble !== undefined && isFault(trouble);
  return (
    <Sheet title={title} close={close}>
      <View className="command-body">{children}</View>
      {trouble && (
        <View className="command-note">{unsure ? command.unsure : (refused ?? troubleText(trouble))}</View>
      )}
      <Button busy={busy} off={off} onPress={press}>
        {unsure ? common.again : does}
      </Button>
    </Sheet>
  );
}

export const troubleOf = (
  outcome: { ok: true } | Fault | Refused | undefined,
): Fault | Refused | undefined => (outcome && !outcome.ok ? outcome : undefined);
