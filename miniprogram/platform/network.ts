import { create } from 'zustand';
import { onConnection } from './connection';

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
  onConnection((yes) => useNetwork.getState().reached(yes));
}
