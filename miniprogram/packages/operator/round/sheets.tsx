import type { RoundDetail, Sky } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import { MissingRows } from '../../../features/operator/missing-list';
import { operator } from '../../../texts/operator';
import { roundMissing, rounds as texts } from '../../../texts/round-desk';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Choices } from '../../../ui/form/choices';
import { Field, Row } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';
import { go } from '../../../ui/go';
import { Sheet } from '../../../ui/sheet';
import { refusedMissing } from '../offer/publish-sheet';

export type Asked = 'publish' | 'void' | 'observe';
interface Props {
  round: RoundDetail;
  close(): void;
}
const MAX = 100;

export function Asking({ asked, ...props }: Props & { asked: Asked }) {
  switch (asked) {
    case 'publish':
      return <PublishSheet {...props} />;
    case 'void':
      return <VoidSheet {...props} />;
    case 'observe':
      return <ObserveSheet {...props} />;
  }
}

/** Runs a command, looks at the round again, and says so where it worked. */
async function ran<Answer extends { ok: boolean }>(
  { round: { roundId }, close }: Props,
  run: () => Promise<Answer>,
  done: (answer: Answer) => string,
): Promise<void> {
  const answer = await run();
  await refresh('admin', 'lottery.detail', { roundId });
  if (!answer.ok) return;
  Taro.showToast({ title: done(answer), icon: 'none' });
  close();
}

function PublishSheet(props: Props) {
  const { roundId, missing } = props.round;
  const { busy, outcome, run } = useCommand('admin', 'lottery.publish');
  const trouble = troubleOf(outcome);
  const lacks = refusedMissing(trouble) ?? missing;
  if (lacks.length > 0)
    return (
      <Sheet title={operator.publishMissing} close={props.close}>
        <View className="command-hint">{operator.publishMissingHint}</View>
        <MissingRows
          missing={lacks}
          textOf={(name) => roundMissing[name] ?? name}
          show={(field) => {
            props.close();
            go.editRound(roundId, field.split('.')[0]);
          }}
        />
      </Sheet>
    );
  return (
    <CommandSheet
      title={texts.publishTitle}
      does={texts.publishGo}
      busy={busy}
      trouble={trouble}
      press={() =>
        void ran(
          props,
          () => run({ roundId }),
          () => texts.published,
        )
      }
      close={props.close}
    >
      <View>{texts.publishHint}</View>
    </CommandSheet>
  );
}

function VoidSheet(props: Props) {
  const { roundId } = props.round;
  const [words, setWords] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'lottery.void');
  const reason = new Reader().words('reason', words, { max: MAX });
  return (
    <CommandSheet
      title={texts.voidTitle}
      does={texts.voidGo}
      busy={busy}
      off={!reason}
      trouble={troubleOf(outcome)}
      press={() =>
        reason &&
        void ran(
          props,
          () => run({ roundId, reason }),
          () => texts.voided,
        )
      }
      close={props.close}
    >
      <View className="command-hint">{texts.voidHint}</View>
      <Field name="reason" label={texts.reason}>
        <TextBox value={words} change={setWords} max={MAX} />
      </Field>
    </CommandSheet>
  );
}

interface Read {
  precip: string;
  sky: Sky | undefined;
  maxTemp: string;
  reason: string;
}

const numberOf = (text: string, pattern: RegExp): number | undefined =>
  pattern.test(text.trim()) ? Number(text) : undefined;

/** What one operator read off; a second one has to enter the same. Nothing is chosen beforehand. */
function ObserveSheet(props: Props) {
  const { roundId, spec } = props.round;
  const [form, setForm] = useState<Read>({ precip: '', sky: undefined, maxTemp: '', reason: '' });
  const put = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const { busy, outcome, run } = useCommand('admin', 'lottery.observe');
  const precip = numberOf(form.precip, /^\d{1,4}(\.\d)?$/);
  const maxTemp = numberOf(form.maxTemp, /^-?\d{1,2}(\.\d)?$/);
  const reason = new Reader().words('reason', form.reason, { max: MAX });
  const { sky } = form;
  // What a degree decides needs it.
  const noTemp = form.maxTemp === '' && spec.question.type === 'sky';
  const able =
    precip !== undefined && sky !== undefined && reason !== undefined && (noTemp || maxTemp !== undefined);
  async function press(): Promise<void> {
    if (precip === undefined || sky === undefined || reason === undefined) return;
    const entered = { roundId, precip, sky, reason, ...(maxTemp === undefined ? {} : { maxTemp }) };
    await ran(
      props,
      () => run(entered),
      (answer) => (answer.ok && answer.value.status === 'settled' ? texts.settled : texts.waiting),
    );
  }
  return (
    <CommandSheet
      title={texts.observeTitle}
      does={texts.observeGo}
      busy={busy}
      off={!able}
      trouble={troubleOf(outcome)}
      press={press}
      close={props.close}
    >
      <View className="command-hint">{texts.observeHint}</View>
      <Field name="sky" label={texts.sky}>
        <Choices choices={texts.skies} chosen={sky} choose={(sky) => put({ sky })} />
      </Field>
      <Row>
        <Field name="precip" label={texts.precip}>
          <TextBox kind="decimal" value={form.precip} change={(text) => put({ precip: text })} max={6} />
        </Field>
        <Field name="maxTemp" label={texts.maxTemp} optional={spec.question.type === 'sky'}>
          <TextBox value={form.maxTemp} change={(text) => put({ maxTemp: text })} max={5} />
        </Field>
      </Row>
      <Field name="reason" label={texts.reason}>
        <TextBox value={form.reason} change={(text) => put({ reason: text })} max={MAX} />
      </Field>
    </CommandSheet>
  );
}
