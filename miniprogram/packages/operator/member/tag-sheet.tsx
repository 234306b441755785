import type { MemberId } from '@shared/ids';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { memberDesk as texts } from '../../../texts/member-desk';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';

/** A tag that is to be put, or one that is to be taken off. */
export type TagWish = { what: 'put' } | { what: 'remove'; name: string };

interface Props {
  memberId: MemberId;
  done(): Promise<void>;
  close(): void;
}

/** Most characters, as the contract has it. */
const MAX = { name: 32, reason: 200 };

export const TagSheet = ({ wish, ...props }: Props & { wish: TagWish }) =>
  wish.what === 'put' ? <Put {...props} /> : <Remove {...props} name={wish.name} />;

/** A tag by hand: its name, and why; the member sees both. */
function Put({ memberId, done, close }: Props) {
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'tag.put');
  const reader = new Reader();
  const input = {
    name: reader.words('name', name, { max: MAX.name }),
    reason: reader.words('reason', reason, { max: MAX.reason }),
  };
  const trouble = troubleOf(outcome);
  async function press(): Promise<void> {
    if (!input.name || !input.reason) return;
    const answer = await run({ memberId, name: input.name, reason: input.reason });
    if (!answer.ok) return;
    Taro.showToast({ title: texts.added, icon: 'none' });
    close();
    await done();
  }
  return (
    <CommandSheet
      title={texts.addTitle}
      does={texts.add}
      busy={busy}
      off={!input.name || !input.reason}
      trouble={trouble}
      {...(trouble && 'refusal' in trouble && trouble.refusal.code === 'consent_needed'
        ? { refused: texts.noConsent }
        : {})}
      press={press}
      close={close}
    >
      <Field name="name" label={texts.tagName}>
        <TextBox value={name} change={setName} max={MAX.name} placeholder={texts.tagExample} />
      </Field>
      <Field name="reason" label={texts.tagReason} hint={texts.addHint}>
        <TextBox value={reason} change={setReason} max={MAX.reason} placeholder={texts.tagReasonExample} />
      </Field>
    </CommandSheet>
  );
}

/** Takes off what somebody put; why may be said. */
function Remove({ memberId, name, done, close }: Props & { name: string }) {
  const [words, setWords] = useState('');
  const { busy, outcome, run } = useCommand('admin', 'tag.remove');
  const reason = new Reader().words('reason', words, { max: MAX.reason });
  const trouble = troubleOf(outcome);
  async function press(): Promise<void> {
    const answer = await run({ memberId, name, ...(reason ? { reason } : {}) });
    if (!answer.ok) return;
    Taro.showToast({ title: texts.removed, icon: 'none' });
    close();
    await done();
  }
  return (
    <CommandSheet
      title={texts.removeTitle(name)}
      does={texts.remove}
      busy={busy}
      trouble={trouble}
      {...(trouble && 'refusal' in trouble && trouble.refusal.code === 'not_found'
        ? { refused: texts.alreadyGone }
        : {})}
      press={press}
      close={close}
    >
      <Field name="reason" label={texts.removeReason} optional>
        <TextBox value={words} change={setWords} max={MAX.reason} placeholder={texts.reasonOther} />
      </Field>
    </CommandSheet>
  );
}
