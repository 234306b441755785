import type { StoreRowView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskBones, DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { operator } from '../../../texts/operator';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { StoreSheet } from './store-sheet';

/** The counters of the park. */
export default function Stores() {
  const query = useQuery('admin', 'store.list', {});
  const now = useNow(30_000);
  const mayEdit = useRole() === 'operator';
  const [open, setOpen] = useState<StoreRowView | 'new'>();
  usePullRefresh(query.again);
  const items = query.value?.items ?? [];
  return (
    <DeskPage
      title={operator.stores}
      query={query}
      bones={<DeskBones height="64px" />}
      show={() => (
        <>
          {items.length === 0 && <Empty picture="dolphin" title={operator.storesEmpty} />}
          <View className="desk-grid">
            {items.map((store) => (
              <View className="desk-cell" key={store.storeId}>
                <StoreLine store={store} now={now} {...(mayEdit ? { open: () => setOpen(store) } : {})} />
              </View>
            ))}
          </View>
          {mayEdit && <View className="desk-note">{operator.storesHint}</View>}
        </>
      )}
      foot={
        mayEdit && (
          <FootRow>
            {[
              <Button key="add" onPress={() => setOpen('new')}>
                {operator.addStore}
              </Button>,
            ]}
          </FootRow>
        )
      }
      over={
        open && (
          <StoreSheet
            store={open === 'new' ? undefined : open}
            taken={items.map(({ storeId }) => storeId)}
            saved={() => void query.again()}
            close={() => setOpen(undefined)}
          />
        )
      }
    />
  );
}

const StoreLine = ({ store, now, open }: { store: StoreRowView; now: number; open?(): void }) => (
  <Press className={`desk-line${open ? '' : ' desk-line-still'}`} off={!open} onPress={() => open?.()}>
    <View className="desk-line-words">
      <View className="desk-line-name">{store.name}</View>
      <View className="desk-line-facts figures">
        {[
          store.storeId,
          ...(store.changed ? [operator.changedBy(momentOf(store.changed.at, now), store.changed.by)] : []),
        ].join(' · ')}
      </View>
    </View>
    {open && <Icon name="next" className="desk-line-icon" />}
  </Press>
);
