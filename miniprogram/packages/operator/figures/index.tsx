import { View } from '@tarojs/components';
import { useState } from 'react';
import { useQuery } from '../../../api/use-query';
import { figures } from '../../../texts/figures';
import { Choices } from '../../../ui/form/choices';
import { Page } from '../../../ui/page';
import { Tabs } from '../../../ui/tabs';
import { useNow } from '../../../ui/use-now';
import { Campaigns } from './campaigns';
import { ExportFoot } from './export-foot';
import { Funnel } from './funnel';
import { Overview } from './overview';
import { type Filters, questionsOf, type Tab } from './question';
import { Redemption } from './redemption';
import { Tags } from './tags';
import './index.scss';

/** The park's figures, each with what it means, and as a file to take along. */
export default function Figures() {
  const now = useNow(60_000);
  const [tab, setTab] = useState<Tab>('overview');
  const [filters, setFilters] = useState<Filters>({ days: 30, storeId: '', way: 'coupon' });
  const change = (some: Partial<Filters>) => setFilters({ ...filters, ...some });
  const asked = questionsOf(filters, now);
  return (
    <Page title={figures.title} foot={<ExportFoot key={JSON.stringify(asked[tab])} input={asked[tab]} />}>
      <View className="desk">
        <View className="desk-tabs">
          <Tabs<Tab> tabs={figures.tabs} chosen={tab} choose={setTab} />
        </View>
        {tab !== 'tags' && (
          <Choices
            choices={figures.periods.map(([value, label]) => ({ value, label }))}
            chosen={filters.days}
            choose={(days) => change({ days })}
          />
        )}
        {tab === 'redemption' && (
          <Stores chosen={filters.storeId} choose={(storeId) => change({ storeId })} />
        )}
        {tab === 'funnel' && (
          <Choices choices={figures.ways} chosen={filters.way} choose={(way) => change({ way })} />
        )}
        {tab === 'overview' && <Overview {...asked.overview} />}
        {tab === 'redemption' && <Redemption {...asked.redemption} />}
        {tab === 'campaign' && <Campaigns {...asked.campaign} />}
        {tab === 'funnel' && <Funnel {...asked.funnel} />}
        {tab === 'tags' && <Tags {...asked.tags} />}
      </View>
    </Page>
  );
}

interface StoresProps {
  chosen: Filters['storeId'];
  choose(storeId: Filters['storeId']): void;
}

/** All counters or one; without the list there is still all of them. */
function Stores({ chosen, choose }: StoresProps) {
  const { value } = useQuery('admin', 'store.list', {});
  const stores = (value?.items ?? []).map(({ storeId, name }) => ({ value: storeId, label: name }));
  return (
    <Choices<Filters['storeId']>
      choices={[{ value: '', label: figures.allStores }, ...stores]}
      chosen={chosen}
      choose={choose}
    />
  );
}
