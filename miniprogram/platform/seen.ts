import Taro, { getCurrentInstance } from '@tarojs/taro';

const HALF = 0.5;

/** Runs once at least half of a part of this page is on the screen; call the answer to wait no longer. */
export function onSeen(id: string, act: () => void): () => void {
  const { page } = getCurrentInstance();
  if (!page) return () => undefined;
  const observer = Taro.createIntersectionObserver(page, { thresholds: [HALF] });
  observer.relativeToViewport().observe(`#${id}`, ({ intersectionRatio = 0 }) => {
    if (intersectionRatio < HALF) return;
    observer.disconnect();
    act();
  });
  return () => observer.disconnect();
}
