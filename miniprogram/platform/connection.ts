import Taro from '@tarojs/taro';

/** Calls back whenever the phone gains or loses its network. */
export function onConnection(changed: (connected: boolean) => void): void {
  Taro.onNetworkStatusChange(({ isConnected }) => changed(isConnected));
}
