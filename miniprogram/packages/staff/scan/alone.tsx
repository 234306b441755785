import type { Refusal, StoreView } from '@shared/contract';
import type { Fen } from '@shared/ids';
import { View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { serverNow } from '../../../api/call';
import type { GoodCode } from '../../../features/staff/offline/judge';
import { usedJustNow } from '../../../features/staff/used-just-now';
import { offline } from '../../../texts/offline';
import { staff } from '../../../texts/staff';
import { Button } from '../../../ui/button';
import { dayOf, yuanOf } from '../../../ui/format';
import { Page } from '../../../ui/page';
import { BillField, billFor } from './bill';
import { Place, Row } from './preview';
import { RepeatSheet } from './repeat-sheet';

interface Props {
  good: GoodCode;
  store: StoreView | undefined;
  /** A confirm was tried before the network broke. */
  sent: boolean;
  note?: Refusal;
  keep(bill?: Fen): void;
  askOnline(): void;
  cancel(): void;
  change?(): void;
}

/** What the phone found out by itself, in amber from edge to edge: nobody takes it for one that the cloud has seen. */
export function Alone(props: PropsWithChildren<Props>) {
  const { good, store, sent, note, keep, askOnline, cancel, change, children } = props;
  const { offer, code, usesLeft, lastUse } = good;
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState<number | null>(null);
  const bill = billFor(offer, typed);
  const use = () => keep(bill.fen);
  const press = () => {
    const ago = store && lastUse ? usedJustNow({ valid: true, lastUse }, serverNow()) : null;
    if (ago === null) use();
    else setAsking(ago);
  };
  return (
    <View className="alone">
      <Page
        title={staff.scanTitle}
        foot={
          <View className="preview-foot">
            <Button size="thumb" off={!bill.good} onPress={press}>
              {store ? offline.keep : staff.chooseStoreFirst}
            </Button>
            <View className="alone-ways">
              <Button look="plain" onPress={askOnline}>
                {offline.askOnline}
              </Button>
              <Button look="plain" onPress={cancel}>
                {staff.cancel}
              </Button>
            </View>
          </View>
        }
      >
        <View className="alone-band">
          <View className="alone-mark">{offline.mark}</View>
        </View>
        <View className="preview">
          <View className="preview-kind">{staff.kinds[offer.kind]}</View>
          <View className="preview-title">{offer.title}</View>
          {bill.wanted && (
            <BillField
              typed={typed}
              wrong={bill.wrong}
              must={offer.kind === 'discount' || (offer.threshold ?? 0) > 0}
              note={note}
              type={setTyped}
            />
          )}
          <View className="preview-rows">
            {(offer.kind !== 'pass' || offer.value > 0) && (
              <Row
                name={offline.worth}
                value={offer.value > 0 ? `¥${yuanOf(offer.value)}` : offline.worthNone}
              />
            )}
            {usesLeft > 1 && <Row name={staff.usesLeft} value={String(usesLeft)} />}
            <Row name={staff.validTo} value={dayOf(code.facts.endAt, serverNow())} />
          </View>
          <Place store={store} {...(change ? { change } : {})} />
          {offer.kind === 'pass' && <View className="alone-hint">{offline.passHint}</View>}
          <View className="alone-hint">{sent ? offline.sentHint : offline.markHint}</View>
        </View>
        {children}
        {asking !== null && (
          <RepeatSheet
            seconds={asking}
            store={lastUse?.store ?? ''}
            close={() => setAsking(null)}
            again={use}
            stop={cancel}
          />
        )}
      </Page>
    </View>
  );
}
