import type { StaffView, StoreView } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { parkDayOf, startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { serverNow } from '../../api/call';
import { useQuery } from '../../api/use-query';
import { staff } from '../../texts/staff';
import { DaySteps } from '../../ui/form/day-steps';
import { dayOf } from '../../ui/format';
import { Page } from '../../ui/page';
import { Press } from '../../ui/press';
import { Bone } from '../../ui/skeleton';
import { Empty, ErrorState } from '../../ui/states';
import { StoreSheet } from './store-sheet';
import { useStoreOfDuty } from './use-store';
import './duty.scss';

/** One store on one park day, as a clerk looks at it. */
export interface Duty {
  me: StaffView;
  store: StoreView;
  day: ParkDay;
}

/** A page of records: for staff only, of one store, day by day. The store is the one of duty, and stays it. */
export function DutyPage({ title, show }: { title: string; show(duty: Duty): ReactNode }) {
  const me = useQuery('staff', 'staff.me', {});
  const { store, choose } = useStoreOfDuty(me.value);
  const [day, setDay] = useState(() => parkDayOf(serverNow()));
  const [choosing, setChoosing] = useState(false);
  const refused = me.trouble !== undefined && 'refusal' in me.trouble;
  const stores = me.value?.stores ?? [];
  return (
    <Page title={title}>
      {refused && <Empty picture="penguin" title={staff.notStaff} hint={staff.notStaffHint} />}
      {!refused && me.value && (
        <View className="duty">
          <DutyBar
            day={day}
            change={setDay}
            store={store}
            {...(stores.length > 1 ? { choose: () => setChoosing(true) } : {})}
          />
          {store ? show({ me: me.value, store, day }) : <NoStore choose={() => setChoosing(true)} />}
        </View>
      )}
      {!me.value && me.trouble && !refused && <ErrorState trouble={me.trouble} again={me.again} />}
      {!me.value && !me.trouble && <DutyBones />}
      {choosing && (
        <StoreSheet stores={stores} chosen={store} choose={choose} close={() => setChoosing(false)} />
      )}
    </Page>
  );
}

interface BarProps {
  day: ParkDay;
  change(step: (shown: ParkDay) => ParkDay): void;
  store: StoreView | undefined;
  choose?(): void;
}

function DutyBar({ day, change, store, choose }: BarProps) {
  const now = serverNow();
  return (
    <DaySteps day={day} last={parkDayOf(now)} change={change}>
      <View className="duty-day figures">{dayOf(startOfParkDay(day), now)}</View>
      <Press className="duty-store" off={!choose} onPress={() => choose?.()}>
        {store?.name ?? staff.noStore}
        {choose && ` · ${staff.change}`}
      </Press>
    </DaySteps>
  );
}

const NoStore = ({ choose }: { choose(): void }) => (
  <Empty
    picture="penguin"
    title={staff.noStore}
    hint={staff.chooseStoreHint}
    way={{ text: staff.chooseStore, go: choose }}
  />
);

/** Rows of records that are still on their way. */
export const DutyBones = () => (
  <View className="duty">
    {['a', 'b', 'c', 'd', 'e'].map((key) => (
      <View className="duty-bone" key={key}>
        <Bone height="52px" />
      </View>
    ))}
  </View>
);
