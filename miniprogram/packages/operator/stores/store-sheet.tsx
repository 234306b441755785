import type { StoreRowView } from '@shared/contract';
import type { StoreId } from '@shared/ids';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';

interface Props {
  /** undefined: a new one. */
  store: StoreRowView | undefined;
  /** Ids there are already. */
  taken: string[];
  saved(): void;
  close(): void;
}

/** Names a store anew, or makes one. */
export function StoreSheet({ store, taken, saved, close }: Props) {
  const [typedId, setTypedId] = useState(store?.storeId ?? '');
  const [name, setName] = useState(store?.name ?? '');
  const { busy, outcome, run } = useCommand('admin', 'store.save');
  const said = new Reader().words('name', name, { max: 32, must: true });
  const id = typedId.trim();
  const wrongId = store || id === '' ? undefined : wrongIn(id, taken);
  async function save(): Promise<void> {
    if (said === undefined) return;
    const answer = await run({ storeId: id as StoreId, name: said });
    if (!answer.ok) return;
    Taro.showToast({ title: operator.savedPerson, icon: 'none' });
    saved();
    close();
  }
  return (
    <CommandSheet
      title={store ? operator.storeTitle : operator.addStore}
      does={operator.save}
      busy={busy}
      off={said === undefined || id === '' || wrongId !== undefined}
      trouble={troubleOf(outcome)}
      press={save}
      close={close}
    >
      {!store && (
        <Field name="storeId" label={operator.storeId} hint={operator.storeIdHint} error={wrongId}>
          <TextBox value={typedId} change={setTypedId} max={40} placeholder="north" />
        </Field>
      )}
      <Field name="name" label={operator.storeName}>
        <TextBox value={name} change={setName} max={32} placeholder={operator.storeNameExample} />
      </Field>
    </CommandSheet>
  );
}

function wrongIn(id: string, taken: string[]): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(id)) return operator.storeIdWrong;
  return taken.includes(id) ? operator.storeIdTaken : undefined;
}
