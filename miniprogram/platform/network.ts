import { create } from 'zustand';
import { onConnection } from './connection';

interface Network {
  online: boolean;
  /** Noted after every call: whether the cloud could be reached. */
  reached(yes: boolean): void;
  /** What the phone itself says of its network. */
  connected(yes: boolean): void;
}

/**
 * A call that found nothing proves that there is no network; one that found the cloud proves the opposite, unless the
 * phone has said so meanwhile: its answer may have been on the way when the network went.
 */
export const useNetwork = create<Network>((set, get) => {
  let cut = false;
  const tell = (online: boolean): void => {
    if (get().online !== online) set({ online });
  };
  return {
    online: true,
    reached: (yes) => tell(yes && !cut),
    connected(yes) {
      cut = !yes;
      tell(yes);
    },
  };
});

/** Follows the phone's own idea of the network. */
export function watchNetwork(): void {
  onConnection((yes) => useNetwork.getState().connected(yes));
}
