import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/icon';
import { Press } from '../../ui/press';
import './row.scss';

interface InsideProps {
  icon: IconName;
  name: string;
  hint?: string | undefined;
  /** A switch says its state instead of leading on. */
  state?: string;
  /** Something is waiting behind it. */
  live?: boolean;
  /** Stands before the arrow. */
  end?: ReactNode;
}

/** A line of a card that leads on or switches something; stands under its like with a hair between. */
export const Row = ({ onPress, ...inside }: InsideProps & { onPress(): void }) => (
  <Press className="row" onPress={onPress}>
    <RowInside {...inside} />
  </Press>
);

/** What such a line shows, for buttons of another kind. */
export const RowInside = ({ icon, name, hint, state, live = false, end }: InsideProps) => (
  <>
    <Icon name={icon} className="row-icon" />
    <View className="row-words">
      <View className="row-name">{name}</View>
      {hint && <View className={`row-hint${live ? ' row-live' : ''}`}>{hint}</View>}
    </View>
    {end}
    {state ? <View className="row-state">{state}</View> : <Icon name="next" className="row-next" />}
  </>
);
