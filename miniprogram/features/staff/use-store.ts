import type { StaffView, StoreView } from '@shared/contract';
import { create } from 'zustand';
import { storage } from '../../platform/storage';

const KEY = 'staff-store';

interface Chosen {
  storeId: string | undefined;
  choose(storeId: string): void;
}
const useChosen = create<Chosen>((set) => ({
  storeId: storage.get<string>(KEY),
  choose(storeId) {
    storage.set(KEY, storeId);
    set({ storeId });
  },
}));

/** The store this phone writes off for: the one chosen last; with a single store there is nothing to choose. */
export function useStoreOfDuty(me: StaffView | undefined): {
  store: StoreView | undefined;
  choose(storeId: string): void;
} {
  const { storeId, choose } = useChosen();
  const stores = me?.stores ?? [];
  const chosen = stores.find((store) => store.storeId === storeId);
  return { store: chosen ?? (stores.length === 1 ? stores[0] : undefined), choose };
}
