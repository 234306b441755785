import { parkDayOf } from '@shared/park-day';
import { create } from 'zustand';
import { serverNow } from '../../api/call';
import { storage } from '../../platform/storage';

export interface RecentUse {
  redemptionId: string;
  title: string;
  at: number;
  store: string;
}

const KEY = 'recent-uses';
const KEPT = 5;

interface Recent {
  uses: RecentUse[];
  add(use: RecentUse): void;
  /** An undone write-off is none. */
  remove(redemptionId: string): void;
}

/**
 * What this clerk has written off on this phone, newest first: a glance, not the ledger. The storage is each person's
 * own, so a phone handed on shows the next clerk nothing of the last.
 */
export const useRecent = create<Recent>((set, get) => {
  const keep = (uses: RecentUse[]): void => {
    storage.set(KEY, uses);
    set({ uses });
  };
  return {
    uses: storage.get<RecentUse[]>(KEY) ?? [],
    add: (use) =>
      keep([use, ...get().uses.filter((known) => known.redemptionId !== use.redemptionId)].slice(0, KEPT)),
    remove: (redemptionId) => keep(get().uses.filter((known) => known.redemptionId !== redemptionId)),
  };
});

/** Those of today, park time. */
export function todays(uses: RecentUse[]): RecentUse[] {
  const today = parkDayOf(serverNow());
  return uses.filter((use) => parkDayOf(use.at) === today);
}
