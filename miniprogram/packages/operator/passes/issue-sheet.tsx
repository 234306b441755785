import type { PassKind } from '@shared/contract';
import { parkDayOf } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { useCommand } from '../../../api/use-command';
import { showIssued } from '../../../features/operator/issued';
import { batches } from '../../../texts/pass-batches';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Choices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import type { DayMark } from '../../../ui/form/moment';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';
import { DayBox } from '../../../ui/form/when';
import { countOf } from '../../../ui/format';

const MOST = 5000;
const KINDS: PassKind[] = ['single', 'double', 'family'];

/** Issues a batch. Its codes come back once, and are shown beside the list. */
export function IssueSheet({ issued, close }: { issued(): void; close(): void }) {
  const { busy, outcome, run } = useCommand('admin', 'pass.issueBatch');
  const [kind, setKind] = useState<PassKind>('family');
  const [typed, setTyped] = useState('');
  const [sold, setSold] = useState<DayMark>(() => ({ day: parkDayOf(serverNow()) }));
  const reader = new Reader();
  const count = reader.whole('count', typed, { min: 1, max: MOST, must: true });
  async function issue(): Promise<void> {
    if (count === undefined) return;
    const soldOn = sold.day;
    const answer = await run({ kind, count, soldOn });
    if (!answer.ok) return;
    showIssued({ kind, soldOn, passes: answer.value.passes });
    issued();
    close();
  }
  return (
    <CommandSheet
      title={batches.issue}
      does={count === undefined ? batches.goNone : batches.go(countOf(count))}
      busy={busy}
      off={count === undefined}
      trouble={troubleOf(outcome)}
      press={issue}
      close={close}
    >
      <Field name="kind" label={batches.kind}>
        <Choices
          choices={KINDS.map((value) => ({ value, label: batches.kinds[value], hint: batches.hints[value] }))}
          chosen={kind}
          choose={setKind}
        />
      </Field>
      <Field
        name="count"
        label={batches.count}
        hint={batches.countHint}
        error={typed === '' ? undefined : reader.errors.count}
      >
        <TextBox kind="whole" max={4} value={typed} placeholder="100" change={setTyped} />
      </Field>
      <Field name="soldOn" label={batches.sold} hint={batches.soldHint}>
        <DayBox value={sold} change={setSold} />
      </Field>
      <View className="batch-warn">{batches.once}</View>
    </CommandSheet>
  );
}
