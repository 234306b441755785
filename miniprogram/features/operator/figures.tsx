import { View } from '@tarojs/components';
import { Card } from '../../ui/bits';
import { countOf } from '../../ui/format';

/** A few large numbers beside each other, each with its name. */
export const FigureRow = ({ figures }: { figures: Array<[name: string, n: number]> }) => (
  <Card className="offer-figures">
    {figures.map(([name, n]) => (
      <View className="offer-figure-one" key={name}>
        <View className="offer-figure-number figures">{countOf(n)}</View>
        <View className="offer-figure-name">{name}</View>
      </View>
    ))}
  </Card>
);
