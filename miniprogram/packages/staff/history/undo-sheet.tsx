import type { RedemptionView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { useRecent } from '../../../features/staff/recent';
import { common } from '../../../texts/common';
import { staff } from '../../../texts/staff';
import { Button } from '../../../ui/button';
import { clockOf } from '../../../ui/format';
import { Press } from '../../../ui/press';
import { Sheet } from '../../../ui/sheet';
import { troubleText } from '../../../ui/states';

interface Props {
  use: RedemptionView;
  close(): void;
  /** The list should be asked for again. */
  done(): void;
}

/** Takes a write-off back, with the reason that stands in the books beside it. */
export function UndoSheet({ use, close, done }: Props) {
  const [reason, setReason] = useState<string>();
  const { busy, outcome, run } = useCommand('staff', 'redemption.undo');
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const unsure = trouble !== undefined && isFault(trouble);
  async function undo(): Promise<void> {
    if (reason === undefined) return;
    const answered = await run({ redemptionId: use.redemptionId, reason });
    if (isFault(answered)) return;
    done();
    if (!answered.ok) return;
    useRecent.getState().remove(use.redemptionId);
    Taro.showToast({ title: staff.undoDone, icon: 'none' });
    close();
  }
  return (
    <Sheet title={staff.undoTitle} close={close}>
      <View className="undo-what figures">
        {use.title} · {clockOf(use.at)}
      </View>
      <View className="undo-hint">{staff.undoHint}</View>
      <View className="undo-reasons">
        {staff.undoReasons.map((text) => (
          <Press
            key={text}
            className={`undo-reason${text === reason ? ' undo-reason-on' : ''}`}
            off={busy}
            onPress={() => setReason(text)}
          >
            {text}
          </Press>
        ))}
      </View>
      {trouble && <View className="undo-note">{unsure ? staff.undoUnsure : troubleText(trouble)}</View>}
      <Button busy={busy} off={reason === undefined} onPress={undo}>
        {unsure ? common.again : staff.undoGo}
      </Button>
    </Sheet>
  );
}
