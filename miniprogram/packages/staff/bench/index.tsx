import type { Role, StaffView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { useQuery } from '../../../api/use-query';
import { OfflineBanner } from '../../../features/staff/offline/banner';
import { waiting } from '../../../features/staff/offline/scans';
import { useKitKeptFresh } from '../../../features/staff/offline/use-kit';
import { useScans } from '../../../features/staff/offline/use-queue';
import { type RecentUse, todays, useRecent } from '../../../features/staff/recent';
import { StoreSheet } from '../../../features/staff/store-sheet';
import { flow } from '../../../features/staff/use-flow';
import { useStoreOfDuty } from '../../../features/staff/use-store';
import { usedLine } from '../../../features/wallet/terms';
import { offline } from '../../../texts/offline';
import { roles } from '../../../texts/roles';
import { staff } from '../../../texts/staff';
import { Card, Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { Office } from './office';
import { OwnId } from './own-id';
import { Way } from './way';
import './index.scss';

/** Whose work is not at a counter. */
const DESK_FIRST: Role[] = ['operator', 'analyst'];

export default function Bench() {
  const { value, trouble, again } = useQuery('staff', 'staff.me', {});
  const refused = trouble !== undefined && 'refusal' in trouble;
  if (refused) {
    return (
      <Page title={staff.title}>
        <Empty picture="penguin" title={staff.notStaff} hint={staff.notStaffHint} />
        <OwnId refusal={trouble.refusal} />
      </Page>
    );
  }
  return (
    <Page title={staff.title}>
      {value && <Desk me={value} />}
      {!value && trouble && <ErrorState trouble={trouble} again={again} />}
      {!value && !trouble && <BenchBones />}
    </Page>
  );
}

function Desk({ me }: { me: StaffView }) {
  const { store, choose } = useStoreOfDuty(me);
  const [choosing, setChoosing] = useState(false);
  const recent = todays(useRecent((state) => state.uses));
  const isDesk = DESK_FIRST.includes(me.role);
  const counts = me.role !== 'analyst';
  const start = (page: () => void) => {
    flow.getState().reset();
    page();
  };
  return (
    <View className="bench">
      {counts && <OfflineBanner />}
      <View className="bench-who">
        <View className="bench-name">{me.name}</View>
        <Tag look="sea">{roles[me.role]}</Tag>
      </View>
      {isDesk && <Office role={me.role} />}
      {counts && (
        <Card className="bench-store">
          <Icon name="store" className="bench-store-icon" />
          <View className="bench-store-words">
            <View className="bench-store-label">{staff.store}</View>
            <View className="bench-store-name">
              {store?.name ?? (me.stores.length ? staff.noStore : staff.noStores)}
            </View>
          </View>
          {me.stores.length > 1 && (
            <Press className="bench-change" onPress={() => setChoosing(true)}>
              {store ? staff.change : staff.chooseStore}
            </Press>
          )}
        </Card>
      )}
      {counts && (
        <>
          <Press className={`bench-scan${isDesk ? ' bench-scan-second' : ''}`} onPress={() => start(go.scan)}>
            <Icon name="scan" className="bench-scan-icon" />
            <View className="bench-scan-word">{staff.scan}</View>
          </Press>
          <Button look="plain" onPress={() => start(go.typeNumber)}>
            {staff.type}
          </Button>
          <View className="bench-ways">
            <Way icon="paper" name={staff.history} onPress={go.history} />
            <Way icon="coin" name={staff.shift} onPress={go.shift} />
          </View>
          <View className="bench-ways">
            <QueueWay />
            {me.role !== 'clerk' && <ConflictsWay />}
          </View>
          {!isDesk && <Office role={me.role} />}
          <View className="bench-section">{staff.recent}</View>
          {recent.length === 0 && <View className="bench-none">{staff.recentNone}</View>}
          {recent.map((use) => (
            <RecentRow key={use.redemptionId} use={use} />
          ))}
        </>
      )}
      {choosing && (
        <StoreSheet stores={me.stores} chosen={store} choose={choose} close={() => setChoosing(false)} />
      )}
    </View>
  );
}

/** The phone's own offline scans; being there also keeps ready what reading without network takes. */
function QueueWay() {
  const { scans } = useScans();
  useKitKeptFresh();
  return <Way icon="offline" name={offline.title} count={waiting(scans).length} onPress={go.queue} />;
}

/** Scans that a manager has to decide about. */
function ConflictsWay() {
  const { value } = useQuery('staff', 'redemption.conflicts', {});
  return <Way icon="again" name={offline.conflicts} count={value?.items.length} onPress={go.conflicts} />;
}

const RecentRow = ({ use }: { use: RecentUse }) => (
  <View className="bench-use">
    <Icon name="check" className="bench-use-icon" />
    <View className="bench-use-title">{use.title}</View>
    <View className="bench-use-at figures">{usedLine(use.at, use.store, serverNow())}</View>
  </View>
);

const BenchBones = () => (
  <View className="bench">
    <View className="bench-who">
      <Bone width="40%" height="28px" />
    </View>
    <Card className="bench-store">
      <Bone width="70%" height="40px" />
    </Card>
    <Bone height="168px" className="bench-bone" />
  </View>
);
