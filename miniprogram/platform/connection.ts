import Taro from '@tarojs/taro';

/** Calls back when the phone has no network to begin with, and whenever it gains or loses it. */
export function onConnection(changed: (connected: boolean) => void): void {
  Taro.getNetworkType()
    .then(({ networkType }) => {
      if (networkType === 'none') changed(false);
    })
    .catch(() => undefined);
  Taro.onNetworkStatusChange(({ isConnected }) => changed(isConnected));
}
