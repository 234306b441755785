import { View } from '@tarojs/components';
import { useState } from 'react';
import { editor } from '../../texts/offer-editor';
import { Press } from '../../ui/press';
import { StartOverSheet } from './start-over-sheet';
import './restored.scss';

/** Says that a form goes on where it was left, and offers to drop that. */
export function Restored({ words, startOver }: { words: string; startOver(): void }) {
  const [asking, ask] = useState(false);
  return (
    <View className="desk-warn restored">
      <View className="restored-words">{words}</View>
      <Press className="restored-way" onPress={() => ask(true)}>
        {editor.startOver}
      </Press>
      {asking && <StartOverSheet startOver={startOver} close={() => ask(false)} />}
    </View>
  );
}
