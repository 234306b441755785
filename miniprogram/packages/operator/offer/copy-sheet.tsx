import type { OfferDetail } from '@shared/contract';
import { DAY_MS } from '@shared/park-day';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { editor } from '../../../texts/offer-editor';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Choices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { spanOf } from '../../../ui/format';
import { go } from '../../../ui/go';

const WEEK = '7';
const OTHER = 'other';
const MAX_DAYS = 3660;

/** The same offer some days later, as a new draft: next week's coupon day. */
export function CopySheet({ detail, now, close }: { detail: OfferDetail; now: number; close(): void }) {
  const [chosen, choose] = useState(WEEK);
  const [typed, setTyped] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'offer.copy');
  const days = daysOf(chosen === OTHER ? typed : chosen);
  const { claimFrom, claimTo } = detail.spec;
  async function copy(): Promise<void> {
    if (days === undefined) return;
    const answer = await run({ offerId: detail.offerId, shiftDays: days });
    if (!answer.ok) return;
    close();
    await go.deskOffer(answer.value.offerId, true);
    Taro.showToast({ title: operator.copied, icon: 'none' });
  }
  return (
    <CommandSheet
      title={operator.copyTitle}
      does={operator.copyGo}
      busy={busy}
      off={days === undefined}
      trouble={troubleOf(outcome)}
      press={copy}
      close={close}
    >
      <View className="command-hint">{operator.copyHint}</View>
      <Choices choices={operator.copyDays} chosen={chosen} choose={(value) => choose(value)} />
      {chosen === OTHER && (
        <Field
          name="days"
          label={operator.copyLabel}
          error={typed !== '' && days === undefined ? operator.copyWrong : undefined}
        >
          <TextBox value={typed} change={setTyped} max={5} placeholder="7" unit={editor.daysUnit} />
        </Field>
      )}
      {days !== undefined && (
        <View className="command-hint figures">
          {operator.copyWindow(spanOf(claimFrom + days * DAY_MS, claimTo + days * DAY_MS, now))}
        </View>
      )}
    </CommandSheet>
  );
}

function daysOf(typed: string): number | undefined {
  const days = /^-?\d{1,4}$/.test(typed.trim()) ? Number(typed) : undefined;
  return days !== undefined && Math.abs(days) <= MAX_DAYS ? days : undefined;
}
