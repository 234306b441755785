import { View } from '@tarojs/components';

interface Props {
  label: string;
  /** Choices are 1 to this. */
  count: number;
  /** Fewer in a line. */
  wide?: boolean;
  name(n: number): string;
  chosen: number | undefined;
  choose(n: number): void;
}

/** One of a dozen or three, all in sight. */
export const Grid = ({ label, count, wide = false, name, chosen, choose }: Props) => (
  <View className="bday-part" {...{ role: 'radiogroup', 'aria-label': label }}>
    <View className="bday-label">{label}</View>
    <View className={`bday-grid${wide ? ' bday-grid-wide' : ''}`}>
      {Array.from({ length: count }, (_unused, at) => at + 1).map((n) => (
        <View
          key={n}
          {...{ role: 'radio', 'aria-checked': n === chosen }}
          className={`bday-cell figures${n === chosen ? ' bday-cell-on' : ''}`}
          onClick={() => choose(n)}
        >
          {name(n)}
        </View>
      ))}
    </View>
  </View>
);
