import type { CouponFound } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Choices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';

const OTHER = operator.reasons[operator.reasons.length - 1];
const CHOICES = operator.reasons.map((reason) => ({ value: reason, label: reason }));
const MAX = 100;

interface Props {
  found: CouponFound;
  /** The coupon should be looked at again. */
  done(): void;
  close(): void;
}

/** Takes the coupon back for good; the reason stands in the books. */
export function RevokeSheet({ found: { coupon, owner }, done, close }: Props) {
  const [chosen, choose] = useState('');
  const [words, setWords] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'coupon.revoke');
  const trouble = troubleOf(outcome);
  const reason = chosen === OTHER ? new Reader().words('reason', words, { max: MAX }) : chosen;
  async function revoke(): Promise<void> {
    if (!reason) return;
    const answer = await run({ couponId: coupon.couponId, reason });
    if (answer.ok) {
      Taro.showToast({ title: operator.revoked, icon: 'none' });
      close();
    }
    if (answer.ok || 'refusal' in answer) done();
  }
  const refused = trouble && 'refusal' in trouble ? operator.why[trouble.refusal.code] : undefined;
  return (
    <CommandSheet
      title={operator.revokeTitle}
      does={operator.revokeYes}
      busy={busy}
      off={!reason}
      trouble={trouble}
      {...(refused ? { refused } : {})}
      press={revoke}
      close={close}
    >
      <View className="command-hint">{operator.revokeSure(coupon.title, owner)}</View>
      <Field name="reason" label={operator.reason} hint={operator.reasonHint}>
        <Choices choices={CHOICES} chosen={chosen} choose={(value) => choose(value)} />
        {chosen === OTHER && (
          <TextBox value={words} change={setWords} max={MAX} placeholder={operator.reasonOther} />
        )}
      </Field>
    </CommandSheet>
  );
}
