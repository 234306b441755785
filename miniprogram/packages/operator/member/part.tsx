import { View } from '@tarojs/components';
import { type PropsWithChildren, type ReactNode, useState } from 'react';
import { memberDesk as texts } from '../../../texts/member-desk';
import { Card } from '../../../ui/bits';
import { Press } from '../../../ui/press';

interface Props {
  title: string;
  count: number;
  /** What is said where there is nothing; without it such a part is not there. */
  empty?: string;
}

/** A part of the page under its heading. */
export function Part({ title, count, empty, children }: PropsWithChildren<Props>) {
  if (count === 0 && !empty) return null;
  return (
    <>
      <View className="desk-title">{title}</View>
      {count === 0 ? (
        <Card className="mdesk-empty">
          <View className="mdesk-small">{empty}</View>
        </Card>
      ) : (
        children
      )}
    </>
  );
}

/** So many are shown before a press shows all. */
const FIRST = 5;

/** Rows of which the first few are there, and all with one press. */
export function Few<Item>({ items, row }: { items: Item[]; row(item: Item): ReactNode }) {
  const [all, showAll] = useState(false);
  return (
    <>
      {(all ? items : items.slice(0, FIRST)).map(row)}
      {!all && items.length > FIRST && (
        <Press className="mdesk-more" onPress={() => showAll(true)}>
          {texts.showAll(items.length)}
        </Press>
      )}
    </>
  );
}
