import { View } from '@tarojs/components';
import { Icon, type IconName } from '../../ui/icon';
import { Press } from '../../ui/press';
import './row.scss';

interface RowProps {
  icon: IconName;
  name: string;
  hint?: string | undefined;
  /** A switch says its state instead of leading on. */
  state?: string;
  /** Something is waiting behind it. */
  live?: boolean;
  onPress(): void;
}

/** A line of a card that leads on or switches something; stands under its like with a hair between. */
export const Row = ({ icon, name, hint, state, live = false, onPress }: RowProps) => (
  <Press className="row" onPress={onPress}>
    <Icon name={icon} className="row-icon" />
    <View className="row-words">
      <View className="row-name">{name}</View>
      {hint && <View className={`row-hint${live ? ' row-live' : ''}`}>{hint}</View>}
    </View>
    {state ? <View className="row-state">{state}</View> : <Icon name="next" className="row-next" />}
  </Press>
);
