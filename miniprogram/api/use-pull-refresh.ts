import Taro, { usePullDownRefresh } from '@tarojs/taro';

/** Pulling the page down asks again, and lets go when the answer, or the trouble, is there. */
export function usePullRefresh(again: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    again().finally(() => Taro.stopPullDownRefresh());
  });
}
