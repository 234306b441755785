import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import type { ReactNode } from 'react';
import type { Pages } from '../../api/use-pages';
import { usePullRefresh } from '../../api/use-pull-refresh';
import { Button } from '../../ui/button';
import { More } from '../../ui/more';
import { Empty } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { DeskPage } from './desk';
import { FootRow } from './rows';
import { useRole } from './use-role';

interface Props<Item, State extends string> {
  words: {
    title: string;
    tabs: Record<State, string>;
    empty: Record<State, string>;
    emptyHint: string;
    make: string;
  };
  state: State;
  choose(state: State): void;
  list: Pages<{ items: Item[]; cursor?: string }>;
  idOf(item: Item): string;
  line(item: Item): ReactNode;
  /** Begins a new one; for operators. */
  make(): void;
}

/** Everything of a kind that operators set up, by how far it is. */
export function SetupList<Item, State extends string>({
  words,
  state,
  choose,
  list,
  idOf,
  line,
  make,
}: Props<Item, State>) {
  const mayEdit = useRole() === 'operator';
  usePullRefresh(list.again);
  useReachBottom(list.next);
  const items = list.items ?? [];
  return (
    <DeskPage
      title={words.title}
      query={list}
      show={() => (
        <>
          <View className="desk-tabs">
            <Tabs tabs={words.tabs} chosen={state} choose={choose} />
          </View>
          {items.length === 0 && (
            <Empty
              picture="whale"
              title={words.empty[state]}
              {...(mayEdit ? { hint: words.emptyHint } : {})}
            />
          )}
          <View className="desk-grid">
            {items.map((item) => (
              <View className="desk-cell" key={idOf(item)}>
                {line(item)}
              </View>
            ))}
          </View>
          <More more={list.more} next={list.next} />
        </>
      )}
      foot={
        mayEdit && (
          <FootRow>
            {[
              <Button key="new" onPress={make}>
                {words.make}
              </Button>,
            ]}
          </FootRow>
        )
      }
    />
  );
}
