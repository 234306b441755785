import type { OfferDetail } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import { missingText } from '../../../features/offers/missing-text';
import { MissingRows } from '../../../features/operator/missing-list';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { go } from '../../../ui/go';
import { Sheet } from '../../../ui/sheet';

/** Publishes a draft; or says what it lacks, with the way to each field. The cloud has the last word. */
export function PublishSheet({ detail, close }: { detail: OfferDetail; close(): void }) {
  const { offerId } = detail;
  const { busy, outcome, run } = useCommand('admin', 'offer.publish');
  const trouble = troubleOf(outcome);
  const missing = refusedMissing(trouble) ?? detail.missing;
  async function publish(): Promise<void> {
    const answer = await run({ offerId });
    await refresh('admin', 'offer.detail', { offerId });
    if (!answer.ok) return;
    Taro.showToast({ title: operator.published, icon: 'none' });
    close();
  }
  if (missing.length > 0) {
    return (
      <Sheet title={operator.publishMissing} close={close}>
        <View className="command-hint">{operator.publishMissingHint}</View>
        <MissingRows
          missing={missing}
          textOf={missingText}
          show={(field) => {
            close();
            go.editOffer({ offerId, field });
          }}
        />
      </Sheet>
    );
  }
  return (
    <CommandSheet
      title={operator.publishTitle}
      does={operator.publishGo}
      busy={busy}
      trouble={trouble}
      press={publish}
      close={close}
    >
      <View>{operator.publishHint}</View>
    </CommandSheet>
  );
}

/** What the cloud found missing, if that is why it refused. */
export function refusedMissing(trouble: ReturnType<typeof troubleOf>): string[] | undefined {
  if (!trouble || !('refusal' in trouble) || trouble.refusal.code !== 'rules_incomplete') return undefined;
  const { missing } = trouble.refusal.detail ?? {};
  return Array.isArray(missing) ? (missing as string[]) : undefined;
}
