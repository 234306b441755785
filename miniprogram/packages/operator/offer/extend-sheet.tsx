import type { OfferDetail } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import { extensionOf, type Times } from '../../../features/offers/extension';
import { formOf } from '../../../features/offers/form';
import { editor } from '../../../texts/offer-editor';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Field } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { DayBox, MomentBox } from '../../../ui/form/when';

interface Props {
  detail: OfferDetail;
  now: number;
  close(): void;
}

/** Moves the ends of what is published further away. */
export function ExtendSheet({ detail: { offerId, spec, version }, now, close }: Props) {
  const [times, setTimes] = useState<Times>(() => formOf(spec, (id) => id, now));
  const { busy, outcome, run } = useCommand('admin', 'offer.save');
  const { spec: extended, errors } = extensionOf(spec, times);
  const trouble = troubleOf(outcome);
  const changed = trouble && 'refusal' in trouble && trouble.refusal.code === 'version_conflict';
  async function extend(): Promise<void> {
    if (!extended) return;
    const answer = await run({ offerId, version, ...extended });
    await refresh('admin', 'offer.detail', { offerId });
    if (!answer.ok) return;
    Taro.showToast({ title: operator.extended, icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={operator.extendTitle}
      does={operator.extendGo}
      busy={busy}
      off={!extended}
      trouble={trouble}
      {...(changed ? { refused: operator.extendChanged } : {})}
      press={extend}
      close={close}
    >
      <View className="command-hint">{operator.extendHint}</View>
      <Field name="claimTo" label={editor.claimTo} error={errors.claimTo}>
        <MomentBox value={times.claimTo} end change={(claimTo) => setTimes({ ...times, claimTo })} />
      </Field>
      {/* The coupons of a bundle have the validity of their own offers. */}
      {spec.kind !== 'bundle' && (
        <ValidityEnd
          times={times}
          error={errors.validity}
          change={(validity) => setTimes({ ...times, validity })}
        />
      )}
    </CommandSheet>
  );
}

interface EndProps {
  times: Times;
  error: string | undefined;
  change(validity: Times['validity']): void;
}

const ValidityEnd = ({ times: { validity }, error, change }: EndProps) =>
  validity.type === 'fixed' ? (
    <Field name="validity" label={operator.extendValidTo} error={error}>
      <DayBox value={validity.to} change={(to) => change({ ...validity, to })} />
    </Field>
  ) : (
    <Field name="validity" label={operator.extendValidDays} error={error}>
      <TextBox
        kind="whole"
        value={validity.days}
        change={(days) => change({ ...validity, days })}
        placeholder="30"
        max={4}
        unit={editor.daysUnit}
      />
    </Field>
  );
