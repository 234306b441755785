import { useDidShow } from '@tarojs/taro';
import { useEffect } from 'react';
import { keepKitFresh } from './kit';

/** On pages where staff work: while there is a network, what works without one is made ready. */
export function useKitKeptFresh(): void {
  useEffect(keepKitFresh, []);
  useDidShow(keepKitFresh);
}
