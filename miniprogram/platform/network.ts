import Taro from '@tarojs/taro';
import { create } from 'zustand';

interface Network {
  online: boolean;
  /** Noted after every call: an answer proves a network, whatever the phone believes. */
  reached(yes: boolean): void;
}

export const useNetwork = create<Network>((set, get) => ({
  online: true,
  reached(yes) {
    if (get().online !== yes) set({ online: yes });
  },
}));

/** Follows the phone's own idea of the network. */
export function watchNetwork(): void {
  Taro.onNetworkStatusChange(({ isConnected }) => {
    useNetwork.getState().reached(isConnected);
  });
}
