import type { OfferDetail } from '@shared/contract';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import { editor } from '../../../texts/offer-editor';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';
import { countOf } from '../../../ui/format';

const MAX_UNITS = 1_000_000;

/** Adds units to what is published. */
export function RaiseSheet({ detail: { offerId, stock }, close }: { detail: OfferDetail; close(): void }) {
  const [typed, setTyped] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'offer.raiseStock');
  const read = new Reader();
  const by = read.whole('by', typed, { min: 1, max: MAX_UNITS - stock });
  async function raise(): Promise<void> {
    if (by === undefined) return;
    const answer = await run({ offerId, by });
    await refresh('admin', 'offer.detail', { offerId });
    if (!answer.ok) return;
    Taro.showToast({ title: operator.raised, icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={operator.raiseTitle}
      does={operator.raiseGo}
      busy={busy}
      off={by === undefined}
      trouble={troubleOf(outcome)}
      press={raise}
      close={close}
    >
      <Field
        name="by"
        label={operator.raiseLabel}
        error={read.errors.by}
        hint={
          by === undefined
            ? operator.raiseFrom(countOf(stock))
            : operator.raiseHint(countOf(stock), countOf(stock + by))
        }
      >
        <TextBox kind="whole" value={typed} change={setTyped} max={7} placeholder="100" unit={editor.unit} />
      </Field>
    </CommandSheet>
  );
}
