import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { onClockCorrected, serverNow } from '../api/call';

/** The cloud's present, told again every `everyMs` and when the clock was wrong; rests while the page is not in front. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serverNow);
  const [front, setFront] = useState(true);
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));
  useEffect(() => {
    if (!front) return;
    const tell = () => setNow(serverNow());
    tell();
    const timer = setInterval(tell, everyMs);
    const stop = onClockCorrected(tell);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [everyMs, front]);
  return now;
}
