import type { BatchView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { DeskBones, DeskPage } from '../../../features/operator/desk';
import { stillShown, useIssued } from '../../../features/operator/issued';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { batches } from '../../../texts/pass-batches';
import { Button } from '../../../ui/button';
import { countOf, dayOf, momentOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { IssueSheet } from './issue-sheet';
import { IssuedCodes } from './issued-codes';
import './index.scss';

/** Batches of annual passes: what was issued, how much of it was opened, and a new one with its codes. */
export default function PassBatches() {
  const list = usePages('admin', 'pass.batches', {});
  const now = useNow(15_000);
  const mayIssue = useRole() === 'operator';
  const [issuing, setIssuing] = useState(false);
  const issued = stillShown(
    useIssued((state) => state.issued),
    now,
  );
  usePullRefresh(list.again);
  useReachBottom(list.next);
  const items = list.items ?? [];
  return (
    <DeskPage
      title={batches.title}
      query={list}
      bones={<DeskBones height="92px" />}
      show={() => (
        <>
          {issued && <IssuedCodes issued={issued} />}
          {items.length === 0 && (
            <Empty picture="whale" title={batches.empty} {...(mayIssue ? { hint: batches.emptyHint } : {})} />
          )}
          <View className="desk-grid">
            {items.map((batch) => (
              <View className="desk-cell" key={batch.batchId}>
                <BatchCard batch={batch} now={now} />
              </View>
            ))}
          </View>
          <More more={list.more} next={list.next} />
        </>
      )}
      foot={
        mayIssue && (
          <FootRow>
            {[
              <Button key="issue" onPress={() => setIssuing(true)}>
                {batches.issue}
              </Button>,
            ]}
          </FootRow>
        )
      }
      over={issuing && <IssueSheet issued={() => void list.again()} close={() => setIssuing(false)} />}
    />
  );
}

/** How far a batch is, as a bar and in words; who made it, and how often its codes were given out. */
function BatchCard({ batch, now }: { batch: BatchView; now: number }) {
  const { kind, count, opened, soldOn, at, by, shown } = batch;
  return (
    <View className="batch">
      <View className="batch-head">
        <View className="batch-name figures">{batches.line(batches.kinds[kind], countOf(count))}</View>
        <View className="batch-opened figures">{batches.opened(countOf(opened), countOf(count))}</View>
      </View>
      <View className="batch-bar">
        <View className="batch-bar-in" style={{ width: `${Math.round((100 * opened) / count)}%` }} />
      </View>
      <View className="batch-facts figures">
        {batches.soldOn(dayOf(startOfParkDay(soldOn), now))} · {batches.byWhom(momentOf(at, now), by)}
      </View>
      <View className="batch-facts figures">{shown > 0 ? batches.shown(shown) : batches.neverShown}</View>
    </View>
  );
}
