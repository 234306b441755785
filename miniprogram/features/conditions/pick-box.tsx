import { View } from '@tarojs/components';
import { Icon } from '../../ui/icon';
import { Press } from '../../ui/press';
import './rows.scss';

interface Props {
  /** What is chosen; empty: nothing yet. */
  text: string;
  /** Stands there while nothing is. */
  ask: string;
  open(): void;
}

/** Looks like a field; a press opens what can be chosen from. */
export const PickBox = ({ text, ask, open }: Props) => (
  <Press className="box condition-pick" onPress={open}>
    <View className={text === '' ? 'condition-picked condition-pick-none' : 'condition-picked'}>
      {text === '' ? ask : text}
    </View>
    <Icon name="next" className="condition-pick-icon" />
  </Press>
);
