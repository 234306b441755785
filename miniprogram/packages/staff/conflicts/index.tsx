import type { ConflictView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DutyBones } from '../../../features/staff/duty';
import { offline } from '../../../texts/offline';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { Page } from '../../../ui/page';
import { Empty, ErrorState } from '../../../ui/states';
import { type Decision, ResolveSheet } from './resolve-sheet';
import './index.scss';

/** For managers: offline scans that could not stand, each beside the use that stands against it. */
export default function Conflicts() {
  const { value, trouble, again } = useQuery('staff', 'redemption.conflicts', {});
  const [deciding, setDeciding] = useState<{ conflict: ConflictView; decision: Decision }>();
  usePullRefresh(again);
  const refused = trouble !== undefined && 'refusal' in trouble;
  const items = refused ? undefined : value?.items;
  return (
    <Page title={offline.conflicts}>
      {refused && <Empty picture="penguin" title={offline.managersOnly} hint={offline.managersOnlyHint} />}
      {!items && trouble && !refused && <ErrorState trouble={trouble} again={again} />}
      {!items && !trouble && <DutyBones />}
      {items?.length === 0 && (
        <Empty picture="penguin" title={offline.conflictsEmpty} hint={offline.conflictsEmptyHint} />
      )}
      {items && items.length > 0 && (
        <View className="conflicts">
          <View className="conflicts-hint">{offline.conflictsHint}</View>
          {items.map((conflict) => (
            <Conflict
              key={`${conflict.deviceId} ${conflict.nonce}`}
              conflict={conflict}
              decide={(decision) => setDeciding({ conflict, decision })}
            />
          ))}
        </View>
      )}
      {deciding && <ResolveSheet {...deciding} close={() => setDeciding(undefined)} done={again} />}
    </Page>
  );
}

interface Props {
  conflict: ConflictView;
  decide(decision: Decision): void;
}

const Conflict = ({ conflict, decide }: Props) => (
  <Card className="conflict">
    <View className="conflict-title">{conflict.title}</View>
    <View className="conflict-why">{offline.why[conflict.code] ?? offline.whyOther}</View>
    <View className="conflict-sides">
      <Side name={offline.sideScan} side={conflict.scan} />
      <Side name={offline.sideOther} side={conflict.other} />
    </View>
    <View className="conflict-ways">
      <Button look="quiet" onPress={() => decide('dismiss')}>
        {offline.dismiss}
      </Button>
      <Button look="quiet" onPress={() => decide('accept')}>
        {offline.accept}
      </Button>
    </View>
  </Card>
);

/** One of the two scans: when, where, by whom. */
const Side = ({ name, side }: { name: string; side: ConflictView['scan'] | undefined }) => (
  <View className={`side${side ? '' : ' side-none'}`}>
    <View className="side-name">{name}</View>
    {side ? (
      <>
        <View className="side-at figures">{momentOf(side.at, serverNow())}</View>
        <View className="side-fact">{side.store.name}</View>
        <View className="side-fact">{side.clerk}</View>
      </>
    ) : (
      <View className="side-fact">{offline.sideNone}</View>
    )}
  </View>
);
