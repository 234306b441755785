import type { DeliveryRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { refresh } from '../../../api/answers';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { DeskPage } from '../../../features/operator/desk';
import { rounds as texts } from '../../../texts/round-desk';
import { More } from '../../../ui/more';
import { Empty } from '../../../ui/states';
import { Tabs } from '../../../ui/tabs';
import { useNow } from '../../../ui/use-now';
import { Delivery } from './delivery';
import { HandSheet, UndoSheet } from './sheets';
import './index.scss';

type Tab = keyof typeof texts.deliveryTabs;
const ASKED = { waiting: {}, done: { done: true } };
/** What is handed over or taken back leaves one list for the other. */
const refreshBoth = () =>
  Promise.all([
    refresh('admin', 'lottery.deliveries', ASKED.waiting),
    refresh('admin', 'lottery.deliveries', ASKED.done),
  ]);

type Asked = { what: 'hand' | 'undo'; row: DeliveryRow };

/** Things that were won and claimed, and wait to be sent or handed over, or were; addresses are for operators only. */
export default function Deliveries() {
  const now = useNow(60_000);
  const [tab, choose] = useState<Tab>('waiting');
  const [asked, ask] = useState<Asked>();
  const list = usePages('admin', 'lottery.deliveries', ASKED[tab]);
  usePullRefresh(list.again);
  const items = list.items ?? [];
  const Asking = asked?.what === 'undo' ? UndoSheet : HandSheet;
  return (
    <DeskPage
      title={texts.deliveries}
      query={list}
      // There without an answer too: the other list may have been seen before.
      top={<Tabs tabs={texts.deliveryTabs} chosen={tab} choose={(key) => choose(key)} />}
      show={() => (
        <>
          {items.length === 0 && (
            <Empty
              picture="whale"
              title={texts.noDeliveries[tab]}
              hint={tab === 'waiting' ? texts.noDeliveriesHint : texts.undoHint}
            />
          )}
          <View className="desk-grid">
            {items.map((row) => (
              <View className="desk-cell" key={row.winId}>
                <Delivery row={row} now={now} ask={(what) => ask({ what, row })} />
              </View>
            ))}
          </View>
          <More more={list.more} next={list.next} />
        </>
      )}
      over={asked && <Asking row={asked.row} done={refreshBoth} close={() => ask(undefined)} />}
    />
  );
}
