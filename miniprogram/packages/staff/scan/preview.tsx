import type { PreviewView, Refusal, StoreView } from '@shared/contract';
import type { Fen } from '@shared/ids';
import { View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { serverNow } from '../../../api/call';
import { benefitOf, ENTRY } from '../../../features/staff/looked-up';
import { usedJustNow } from '../../../features/staff/used-just-now';
import { staff } from '../../../texts/staff';
import { Button } from '../../../ui/button';
import { dayOf } from '../../../ui/format';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { BillField, billFor } from './bill';
import { HolderHead } from './holder-head';
import { RepeatSheet } from './repeat-sheet';

interface Props {
  preview: PreviewView;
  /** Of a pass: what it is used for. */
  benefitId: string | undefined;
  choose(benefitId: string): void;
  store: StoreView | undefined;
  busy: boolean;
  /** Why the last bill would not do. */
  note?: Refusal;
  confirm(bill?: Fen): void;
  cancel(): void;
  change?(): void;
}

/** What is about to be used, whose it is and where, and one button for the thumb. */
export function Preview(props: PropsWithChildren<Props>) {
  const { preview, benefitId, choose, store, busy, note, confirm, cancel, change, children } = props;
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState<number | null>(null);
  const bill = billFor(preview, typed);
  const unchosen = preview.holder !== undefined && benefitId === undefined;
  const stores = benefitOf(preview, benefitId)?.stores ?? preview.stores;
  const use = () => confirm(bill.fen);
  // Asked at the press, not before: by then a minute may have gone by.
  const press = () => {
    // Of a pass the last use is one of entry.
    const known = benefitId === undefined || benefitId === ENTRY;
    const ago = store && known ? usedJustNow(preview, serverNow()) : null;
    if (ago === null) use();
    else setAsking(ago);
  };
  return (
    <Page
      title={staff.scanTitle}
      foot={
        <View className="preview-foot">
          <Button size="thumb" busy={busy} off={!bill.good || unchosen} onPress={press}>
            {unchosen ? staff.chooseBenefit : store ? staff.confirm : staff.chooseStoreFirst}
          </Button>
          <Button look="plain" off={busy} onPress={cancel}>
            {staff.cancel}
          </Button>
        </View>
      }
    >
      <View className="preview">
        {preview.holder ? (
          <HolderHead preview={preview} benefitId={benefitId} choose={choose} busy={busy} />
        ) : (
          <>
            <View className="preview-kind">{staff.kinds[preview.kind]}</View>
            <View className="preview-title">{preview.title}</View>
          </>
        )}
        {bill.wanted && (
          <BillField
            typed={typed}
            wrong={bill.wrong}
            must={preview.kind === 'discount'}
            note={note}
            type={setTyped}
          />
        )}
        <View className="preview-rows">
          {!preview.holder && <Row name={staff.owner} value={preview.owner} />}
          {!preview.holder && preview.usesLeft > 1 && (
            <Row name={staff.usesLeft} value={String(preview.usesLeft)} />
          )}
          <Row name={staff.validTo} value={dayOf(preview.validTo, serverNow())} />
          <Row
            name={staff.stores}
            value={stores === 'all' ? staff.everyStore : stores.map(({ name }) => name).join('、')}
          />
        </View>
        <Place store={store} busy={busy} {...(change ? { change } : {})} />
      </View>
      {children}
      {asking !== null && (
        <RepeatSheet
          seconds={asking}
          store={preview.lastUse?.store.name ?? ''}
          close={() => setAsking(null)}
          again={use}
          stop={cancel}
        />
      )}
    </Page>
  );
}

interface PlaceProps {
  store: StoreView | undefined;
  busy?: boolean;
  change?(): void;
}

/** Where it will be written off. */
export const Place = ({ store, busy = false, change }: PlaceProps) => (
  <View className="preview-store">
    <View>
      {staff.at} {store?.name ?? staff.noStore}
    </View>
    {change && (
      <Press className="preview-change" off={busy} onPress={change}>
        {store ? staff.change : staff.chooseStore}
      </Press>
    )}
  </View>
);

export const Row = ({ name, value }: { name: string; value: string }) => (
  <View className="preview-row">
    <View className="preview-name">{name}</View>
    <View className="preview-value figures">{value}</View>
  </View>
);

export const Checking = () => (
  <Page title={staff.scanTitle}>
    <View className="preview">
      <View className="preview-kind">{staff.checking}</View>
      <Bone width="70%" height="44px" />
      <View className="preview-rows">
        {['a', 'b', 'c', 'd'].map((key) => (
          <View className="preview-row" key={key}>
            <Bone height="24px" />
          </View>
        ))}
      </View>
    </View>
  </Page>
);
