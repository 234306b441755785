import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { serverNow } from '../api/call';

/** The cloud's present, told again every `everyMs`; rests while the page is not in front. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serverNow);
  const [front, setFront] = useState(true);
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));
  useEffect(() => {
    if (!front) return;
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, front]);
  return now;
}
