import { create } from 'zustand';

export interface RecentUse {
  redemptionId: string;
  title: string;
  at: number;
  store: string;
}

interface Recent {
  uses: RecentUse[];
  add(use: RecentUse): void;
}

/** What this phone has written off since the app was started, newest first: a glance, not the ledger. */
export const useRecent = create<Recent>((set) => ({
  uses: [],
  add: (use) =>
    set(({ uses }) => ({
      uses: [use, ...uses.filter((known) => known.redemptionId !== use.redemptionId)].slice(0, 5),
    })),
}));
