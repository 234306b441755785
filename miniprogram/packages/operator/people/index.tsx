import type { StaffRowView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskBones, DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { operator } from '../../../texts/operator';
import { roles } from '../../../texts/roles';
import { Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { PersonSheet } from './person-sheet';

/** Who works here, in which role and where; those I may change open with a press. */
export default function People() {
  const query = useQuery('admin', 'staff.list', {});
  const role = useRole();
  const now = useNow(30_000);
  const [open, setOpen] = useState<StaffRowView | 'new'>();
  usePullRefresh(query.again);
  const mayAdd = role === 'operator' || role === 'manager';
  return (
    <DeskPage
      title={operator.people}
      query={query}
      bones={<DeskBones height="64px" />}
      show={({ items }) => (
        <>
          {items.length === 0 && <Empty picture="penguin" title={operator.peopleEmpty} />}
          <View className="desk-grid">
            {items.map((row) => (
              <View className="desk-cell" key={row.staffId}>
                <PersonLine row={row} now={now} {...(row.openid ? { open: () => setOpen(row) } : {})} />
              </View>
            ))}
          </View>
          {mayAdd && <View className="desk-note">{operator.peopleHint}</View>}
        </>
      )}
      foot={
        mayAdd && (
          <FootRow>
            {[
              <Button key="add" onPress={() => setOpen('new')}>
                {operator.addPerson}
              </Button>,
            ]}
          </FootRow>
        )
      }
      over={
        open &&
        role && (
          <PersonSheet
            row={open === 'new' ? undefined : open}
            role={role}
            saved={() => void query.again()}
            close={() => setOpen(undefined)}
          />
        )
      }
    />
  );
}

function PersonLine({ row, now, open }: { row: StaffRowView; now: number; open?(): void }) {
  const { name, role, stores, active, me, changed } = row;
  const where =
    stores === 'all'
      ? operator.everyStore
      : stores.map((store) => store.name).join('、') || operator.noStores;
  return (
    <Press
      className={`desk-line${active ? '' : ' desk-line-off'}${open ? '' : ' desk-line-still'}`}
      off={!open}
      onPress={() => open?.()}
    >
      <View className="desk-line-words">
        <View className="desk-line-name">{name}</View>
        <View className="desk-line-facts">{me ? operator.you : where}</View>
        {changed && (
          <View className="desk-line-facts figures">
            {operator.changedBy(momentOf(changed.at, now), changed.by)}
          </View>
        )}
      </View>
      <Tag look={active ? 'sea' : 'quiet'}>{active ? roles[role] : operator.inactive}</Tag>
      {open && <Icon name="next" className="desk-line-icon" />}
    </Press>
  );
}
