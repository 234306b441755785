import { View } from '@tarojs/components';
import { form } from '../../texts/form';
import { Icon } from '../icon';
import { Press } from '../press';
import './pick-box.scss';

interface Props {
  /** What is chosen; empty: nothing yet. */
  text: string;
  /** Stands there while nothing is. */
  ask: string;
  open(): void;
  /** Takes the choice back, where there need be none. */
  clear?(): void;
}

/** Looks like a field; a press opens what can be chosen from. */
export const PickBox = ({ text, ask, open, clear }: Props) => (
  <View className="pick">
    <Press className="box pick-box" onPress={open}>
      <View className={text === '' ? 'pick-text pick-none' : 'pick-text'}>{text === '' ? ask : text}</View>
      <Icon name="next" className="pick-icon" />
    </Press>
    {clear && text !== '' && (
      <Press className="pick-clear" label={form.remove(text)} onPress={clear}>
        <Icon name="cross" />
      </Press>
    )}
  </View>
);
