import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Card } from '../../ui/bits';

export interface Fact {
  name: string;
  value: ReactNode;
}

/** Facts by name, as on a data sheet. */
export const Facts = ({ facts }: { facts: Fact[] }) => (
  <Card className="desk-rows">
    {facts.map(({ name, value }) => (
      <View className="desk-row" key={name}>
        <View className="desk-row-name">{name}</View>
        <View className="desk-row-value figures">{value}</View>
      </View>
    ))}
  </Card>
);

/** The actions of a page, beside each other. */
export const FootRow = ({ children }: { children: ReactNode[] }) => (
  <View className="desk-foot">
    {children.map((child, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row is what it is
      <View className="desk-foot-one" key={place}>
        {child}
      </View>
    ))}
  </View>
);
