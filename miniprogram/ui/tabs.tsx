import { View } from '@tarojs/components';
import { Press } from './press';

interface Props<Key extends string> {
  tabs: Record<Key, string>;
  chosen: Key;
  choose(key: Key): void;
}

/** Two to four views of one list. */
export function Tabs<Key extends string>({ tabs, chosen, choose }: Props<Key>) {
  const keys = Object.keys(tabs) as Key[];
  return (
    <View className="tabs">
      {keys.map((key) => (
        <Press key={key} className={`tab${key === chosen ? ' tab-chosen' : ''}`} onPress={() => choose(key)}>
          {tabs[key]}
        </Press>
      ))}
    </View>
  );
}
