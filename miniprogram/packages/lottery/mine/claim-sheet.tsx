import type { WinView } from '@shared/contract';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { addressGiven, addressOf } from '../../../features/lottery/address';
import { lottery as texts } from '../../../texts/lottery';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Choices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import { LongBox, TextBox } from '../../../ui/form/text-box';

const HOW = [
  { value: 'pickup' as const, label: texts.pickup },
  { value: 'address' as const, label: texts.send },
];

interface Props {
  win: WinView;
  /** All that was won: an address that was given once need not be typed again. */
  before: WinView[];
  done(): Promise<unknown>;
  close(): void;
}

/** How a prize that is a thing reaches its winner: fetched in the park, or sent. */
export function ClaimSheet({ win, before, done, close }: Props) {
  const { winId, delivery } = win;
  const [how, choose] = useState<'pickup' | 'address'>(delivery ?? 'pickup');
  const [form, setForm] = useState(() => addressGiven([win, ...before]));
  const [tried, setTried] = useState(false);
  const { busy, outcome, run } = useCommand('campaign', 'lottery.claim');
  const read = addressOf(form, texts.phoneWrong);
  const errors = tried && 'errors' in read ? read.errors : {};
  const put = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  async function press(): Promise<void> {
    setTried(true);
    if (how === 'address' && 'errors' in read) return;
    const answer = await run({ winId, ...(how === 'address' && 'address' in read ? read : {}) });
    await done();
    if (!answer.ok) return;
    Taro.showToast({ title: texts.claimed, icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={texts.claimTitle}
      does={texts.claimGo}
      busy={busy}
      trouble={troubleOf(outcome)}
      press={press}
      close={close}
    >
      <Choices choices={HOW} chosen={how} choose={choose} />
      {how === 'address' && (
        <>
          <Field name="name" label={texts.name} error={errors.name}>
            <TextBox value={form.name} change={(name) => put({ name })} max={32} />
          </Field>
          <Field name="phone" label={texts.phone} error={errors.phone}>
            <TextBox kind="phone" value={form.phone} change={(phone) => put({ phone })} max={20} />
          </Field>
          <Field name="detail" label={texts.address} hint={texts.addressHint} error={errors.detail}>
            <LongBox value={form.detail} change={(detail) => put({ detail })} max={200} />
          </Field>
        </>
      )}
    </CommandSheet>
  );
}
