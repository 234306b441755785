import { View } from '@tarojs/components';
import { common } from '../texts/common';
import { Press } from './press';

/** The end of a list that grows by pages. Reaching it fetches more by itself; after a failure a press does. */
export function More({ more, next }: { more: 'none' | 'ready' | 'asking' | 'failed'; next(): void }) {
  if (more === 'none') return null;
  return (
    <Press className="more" off={more === 'asking'} onPress={next}>
      <View>{more === 'failed' ? common.moreFailed : common.loadingMore}</View>
    </Press>
  );
}
