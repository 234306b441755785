import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import type { Query } from '../../../api/use-query';
import { DeskBones } from '../../../features/operator/desk';
import { figures } from '../../../texts/figures';
import { operator } from '../../../texts/operator';
import { Button } from '../../../ui/button';
import { Empty, ErrorState } from '../../../ui/states';

/** The answer to a tab's question in each of its states; what was known stays readable. */
export function Answer<Value>({ query, show }: { query: Query<Value>; show(value: Value): ReactNode }) {
  const { value, trouble, again } = query;
  usePullRefresh(again);
  if (trouble && 'refusal' in trouble && trouble.refusal.code === 'not_allowed')
    return <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />;
  if (value !== undefined) return <View className="figures-answer">{show(value)}</View>;
  if (trouble) return <ErrorState trouble={trouble} again={() => void again()} />;
  return (
    <View className="figures-waits">
      <DeskBones />
    </View>
  );
}

/** What the figures of a tab mean, one press away. */
export function Meanings({ of }: { of: ReadonlyArray<keyof typeof figures.names> }) {
  const [open, setOpen] = useState(false);
  return (
    <View className="figures-meanings">
      <Button look="plain" onPress={() => setOpen(!open)}>
        {open ? figures.hideMeanings : figures.showMeanings}
      </Button>
      {open &&
        of.map((key) => (
          <View className="figures-meaning" key={key}>
            <View className="figures-meaning-name">{figures.names[key]}</View>
            <View>{figures.meanings[key]}</View>
          </View>
        ))}
    </View>
  );
}

/** Figures of one thing, beside each other. */
export const Cells = ({ cells }: { cells: Array<[key: keyof typeof figures.names, value: string]> }) => (
  <View className="figures-cells">
    {cells.map(([key, value]) => (
      <View className="figures-cell" key={key}>
        <View className="figures-cell-name">{figures.names[key]}</View>
        <View className="figures-cell-value figures">{value}</View>
      </View>
    ))}
  </View>
);
