import type { OverviewView } from '@shared/contract/figures';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useQuery } from '../../../api/use-query';
import { figures } from '../../../texts/figures';
import { momentOf } from '../../../ui/format';
import { Press } from '../../../ui/press';
import { useNow } from '../../../ui/use-now';
import { Answer } from './answer';
import { DayChart } from './day-chart';
import type { Question } from './question';
import { type Tile, tilesOf } from './tiles';

/** What went on in the whole park. */
export function Overview({ from, to }: Question<'overview'>) {
  const query = useQuery('admin', 'stats.overview', { from, to });
  return <Answer query={query} show={(view) => <Shown view={view} />} />;
}

function Shown({ view }: { view: OverviewView }) {
  const now = useNow(30_000);
  return (
    <>
      <DayChart key={`${view.from}${view.to}`} days={view.days} />
      <View className="figures-tiles">
        {tilesOf(view).map((tile) => (
          <OneTile key={tile.id} {...tile} />
        ))}
      </View>
      <View className="desk-note">{figures.heldAt(momentOf(view.at, now))}</View>
    </>
  );
}

/** One figure; a press says what it means. */
function OneTile({ id, value }: Tile) {
  const [open, setOpen] = useState(false);
  return (
    <Press className="figures-tile" onPress={() => setOpen(!open)}>
      <View className="figures-cell-name">{figures.names[id]}</View>
      <View className="figures-tile-value figures">{value}</View>
      <View className="figures-tile-more">{open ? figures.meanings[id] : figures.meaning}</View>
    </Press>
  );
}
