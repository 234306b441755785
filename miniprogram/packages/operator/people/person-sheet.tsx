import type { Role, StaffRowView } from '@shared/contract';
import type { StoreId } from '@shared/ids';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { useQuery } from '../../../api/use-query';
import { editor } from '../../../texts/offer-editor';
import { operator } from '../../../texts/operator';
import { roles } from '../../../texts/roles';
import { Button } from '../../../ui/button';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Choices, ManyChoices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';

const ROLES = (Object.keys(roles) as Role[]).map((role) => ({
  value: role,
  label: roles[role],
  hint: operator.roleHints[role],
}));

interface Props {
  /** undefined: somebody new. */
  row: StaffRowView | undefined;
  /** The own role: managers have clerks of their own stores only. */
  role: Role;
  saved(): void;
  close(): void;
}

/** One row of staff: who, in which role, in which stores. Dismissing asks once more. */
export function PersonSheet({ row, role: mine, saved, close }: Props) {
  const [openid, setOpenid] = useState(row?.openid ?? '');
  const [name, setName] = useState(row?.name ?? '');
  const [role, setRole] = useState<Role>(row?.role ?? 'clerk');
  const [everywhere, setEverywhere] = useState(row?.stores === 'all');
  const [stores, setStores] = useState<string[]>(
    row && row.stores !== 'all' ? row.stores.map(({ storeId }) => storeId) : [],
  );
  const [dismissing, dismiss] = useState(false);
  const { busy, outcome, run } = useCommand('admin', 'staff.save');
  const read = new Reader();
  const said = read.words('name', name, { max: 32, must: true });
  const id = openid.trim();
  const badId = id !== '' && !/^[A-Za-z0-9_-]{1,64}$/.test(id);
  const trouble = troubleOf(outcome);
  const notAllowed = trouble && 'refusal' in trouble && trouble.refusal.code === 'not_allowed';

  async function save(active: boolean): Promise<void> {
    if (said === undefined) return;
    const where = everywhere ? ('all' as const) : (stores as StoreId[]);
    const answer = await run({ openid: id, name: said, role, stores: where, active });
    if (!answer.ok) return;
    Taro.showToast({ title: operator.savedPerson, icon: 'none' });
    saved();
    close();
  }

  const refused = notAllowed ? { refused: operator.personRefused } : {};
  if (dismissing) {
    return (
      <CommandSheet
        title={operator.deactivateTitle(name)}
        does={operator.deactivateYes}
        busy={busy}
        trouble={trouble}
        {...refused}
        press={() => save(false)}
        close={close}
      >
        <View>{operator.deactivateHint}</View>
      </CommandSheet>
    );
  }
  return (
    <CommandSheet
      title={row ? operator.personTitle : operator.addPerson}
      does={row && !row.active ? operator.activate : operator.save}
      busy={busy}
      off={said === undefined || id === '' || badId}
      trouble={trouble}
      {...refused}
      press={() => save(true)}
      close={close}
    >
      {!row && (
        <Field
          name="openid"
          label={operator.personId}
          hint={operator.personIdHint}
          error={badId ? operator.personIdWrong : undefined}
        >
          <TextBox value={openid} change={setOpenid} max={64} placeholder="o-…" />
        </Field>
      )}
      <Field name="name" label={operator.personName}>
        <TextBox value={name} change={setName} max={32} placeholder={operator.personName} />
      </Field>
      {mine === 'operator' && (
        <Field name="role" label={operator.role}>
          <Choices choices={ROLES} chosen={role} choose={setRole} />
        </Field>
      )}
      <StoresOfPerson
        mine={mine}
        everywhere={everywhere}
        setEverywhere={setEverywhere}
        stores={stores}
        setStores={setStores}
      />
      {row?.active && (
        <Button look="plain" onPress={() => dismiss(true)}>
          {operator.deactivate}
        </Button>
      )}
    </CommandSheet>
  );
}

interface StoresProps {
  mine: Role;
  everywhere: boolean;
  setEverywhere(everywhere: boolean): void;
  stores: string[];
  setStores(stores: string[]): void;
}

/** Where somebody works. A manager hands out own stores only. */
function StoresOfPerson({ mine, everywhere, setEverywhere, stores, setStores }: StoresProps) {
  const all = useQuery('admin', 'store.list', {}).value?.items ?? [];
  const own = useQuery('staff', 'staff.me', {}).value?.stores ?? [];
  const offered = mine === 'operator' ? all : own;
  return (
    <Field name="stores" label={operator.personStores}>
      {mine === 'operator' && (
        <Choices
          choices={editor.storeTypes}
          chosen={everywhere ? 'all' : 'some'}
          choose={(which) => setEverywhere(which === 'all')}
        />
      )}
      {!everywhere && (
        <ManyChoices
          choices={offered.map(({ storeId, name }) => ({ value: storeId as string, label: name }))}
          chosen={stores}
          change={setStores}
        />
      )}
    </Field>
  );
}
