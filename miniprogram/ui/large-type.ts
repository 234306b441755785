import { create } from 'zustand';
import { storage } from '../platform/storage';

const KEY = 'large-type';

interface LargeType {
  on: boolean;
  set(on: boolean): void;
}

/** The large-type mode (× 1.25), kept between starts. */
export const useLargeType = create<LargeType>((set) => ({
  on: storage.get<boolean>(KEY) ?? false,
  set(on) {
    storage.set(KEY, on);
    set({ on });
  },
}));
