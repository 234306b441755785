import type { OfferDetail } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';

/** Ends claiming for good. */
export function StopSheet({ detail: { offerId }, close }: { detail: OfferDetail; close(): void }) {
  const { busy, outcome, run } = useCommand('admin', 'offer.stop');
  async function stop(): Promise<void> {
    const answer = await run({ offerId });
    await refresh('admin', 'offer.detail', { offerId });
    if (!answer.ok) return;
    Taro.showToast({ title: operator.stoppedDone, icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={operator.stopTitle}
      does={operator.stopGo}
      busy={busy}
      trouble={troubleOf(outcome)}
      press={stop}
      close={close}
    >
      <View>{operator.stopHint}</View>
    </CommandSheet>
  );
}
