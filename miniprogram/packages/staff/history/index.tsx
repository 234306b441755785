import type { RedemptionView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { type Duty, DutyBones, DutyPage } from '../../../features/staff/duty';
import { offersUndo } from '../../../features/staff/undo';
import { staff } from '../../../texts/staff';
import { Tag } from '../../../ui/bits';
import { clockOf, yuanOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Press } from '../../../ui/press';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { UndoSheet } from './undo-sheet';
import './index.scss';

export default function History() {
  return <DutyPage title={staff.history} show={(duty) => <Records {...duty} />} />;
}

/** A store's write-offs of a day, newest first, with the way to take one back. */
function Records({ me, store, day }: Duty) {
  const now = useNow(15_000);
  const list = usePages('staff', 'redemption.history', { storeId: store.storeId, day });
  const [undoing, setUndoing] = useState<RedemptionView>();
  usePullRefresh(list.again);
  useReachBottom(list.next);
  if (!list.items)
    return list.trouble ? <ErrorState trouble={list.trouble} again={list.again} /> : <DutyBones />;
  if (list.items.length === 0) {
    return <Empty picture="penguin" title={staff.historyEmpty} hint={staff.historyEmptyHint} />;
  }
  return (
    <View>
      {list.items.map((use) => (
        <UseRow
          key={use.redemptionId}
          use={use}
          {...(offersUndo(me, use, now) ? { undo: () => setUndoing(use) } : {})}
        />
      ))}
      <More more={list.more} next={list.next} />
      {undoing && (
        <UndoSheet use={undoing} close={() => setUndoing(undefined)} done={() => void list.again()} />
      )}
    </View>
  );
}

function UseRow({ use, undo }: { use: RedemptionView; undo?(): void }) {
  const facts = [
    clockOf(use.at),
    use.clerk,
    ...(use.uses > 1 ? [staff.times(use.uses)] : []),
    ...(use.off === undefined ? [] : [staff.off(yuanOf(use.off))]),
    ...(use.typed ? [staff.byNumber] : []),
    ...(use.offline ? [staff.offline] : []),
  ];
  return (
    <View className={`use${use.undone ? ' use-undone' : ''}`}>
      <View className="use-words">
        <View className="use-title">{use.title}</View>
        <View className="use-facts figures">{facts.join(' · ')}</View>
        {use.undone && (
          <View className="use-facts figures">
            {staff.undone(use.undone.clerk, clockOf(use.undone.at), use.undone.reason)}
          </View>
        )}
      </View>
      {use.undone && <Tag look="quiet">{staff.undoneTag}</Tag>}
      {undo && (
        <Press className="use-undo" onPress={undo}>
          {staff.undo}
        </Press>
      )}
    </View>
  );
}
