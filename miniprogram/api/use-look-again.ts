import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';

/**
 * What a page waits for while it is open: a `payment` the provider is asked about, `goods` that the next tick of the
 * cloud brings, `people` who may come or not.
 */
export type WaitsFor = 'payment' | 'goods' | 'people';

/** Ms to the next look after so many; slower the longer nothing comes. */
const PACE: Record<WaitsFor, (looks: number) => number> = {
  payment: (looks) => (looks < 12 ? 1500 : 10_000),
  goods: (looks) => (looks < 20 ? 4000 : 15_000),
  people: (looks) => (looks < 12 ? 5000 : 20_000),
};
/** Then the page rests until it is shown again: it was put away. */
const MOST = 60;

/** Looks again by itself, gently, while something is waited for and the page is in front; undefined = nothing is. */
export function useLookAgain(waitsFor: WaitsFor | undefined, look: () => Promise<unknown>): void {
  const [front, setFront] = useState(true);
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));
  useEffect(() => {
    if (!waitsFor || !front) return;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const wait = (looks: number) => {
      timer = setTimeout(async () => {
        // One at a time: a slow network is not asked twice.
        await look();
        if (!over && looks + 1 < MOST) wait(looks + 1);
      }, PACE[waitsFor](looks));
    };
    wait(0);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [waitsFor, front, look]);
}
