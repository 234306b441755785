import { View } from '@tarojs/components';
import { barOf } from './format';

interface Props {
  name: string;
  value: string;
  /** What else there is to know; may be empty. */
  facts: string;
  n: number;
  /** What a whole bar stands for. */
  most: number;
}

/** A number by its name, and how much of the most it is. */
export const Bar = ({ name, value, facts, n, most }: Props) => (
  <View className="figures-line">
    <View className="figures-head">
      <View className="figures-title">{name}</View>
      <View className="figures-line-value figures">{value}</View>
    </View>
    <View className="figures-track">
      <View className="figures-track-fill" style={{ width: barOf(n, most) }} />
    </View>
    {facts && <View className="figures-cell-name figures">{facts}</View>}
  </View>
);
