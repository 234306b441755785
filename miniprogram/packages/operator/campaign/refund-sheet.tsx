import type { GroupRow } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';
import { yuanOf } from '../../../ui/format';

interface Props {
  order: GroupRow['orders'][number];
  /** The orders should be looked at again. */
  done(): void;
  close(): void;
}
const MAX = 100;

/** Pays an order back; the reason stands in the books. */
export function RefundSheet({ order: { orderId, name, amount, refunded }, done, close }: Props) {
  const [words, setWords] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'order.refund');
  const reason = new Reader().words('reason', words, { max: MAX });
  async function refund(): Promise<void> {
    if (!reason) return;
    const answer = await run({ orderId, reason });
    if (answer.ok || 'refusal' in answer) done();
    if (!answer.ok) return;
    Taro.showToast({ title: texts.refunded, icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={texts.refundTitle}
      does={texts.refundGo}
      busy={busy}
      off={!reason}
      trouble={troubleOf(outcome)}
      press={refund}
      close={close}
    >
      <View className="command-hint">{texts.refundSure(name, yuanOf(amount - refunded))}</View>
      <Field name="reason" label={texts.reason} hint={texts.reasonHint}>
        <TextBox value={words} change={setWords} max={MAX} placeholder={operator.reasonOther} />
      </Field>
    </CommandSheet>
  );
}
