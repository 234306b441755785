import type { OfflineKit } from '@shared/contract';
import { create } from 'zustand';
import { call, serverNow } from '../../../api/call';
import { storage } from '../../../platform/storage';

const KEY = 'offline-kit';
/** Older than this it is fetched anew where staff work. */
const OLD_MS = 3 * 3_600_000;
/** An app that comes to the front again and again need not ask each time. */
const JUST_MS = 60_000;

interface KitState {
  /** Null for people who write nothing off, and until it came for the first time. */
  kit: OfflineKit | null;
  asking: boolean;
}
/** What this phone needs to read codes without network, as it was fetched last. */
export const useKit = create<KitState>(() => ({
  kit: storage.get<OfflineKit>(KEY) ?? null,
  asking: false,
}));

let asking: Promise<void> | undefined;

/** Fetches the kit anew; calls meanwhile join. Without an answer the old one stays. */
export function fetchKit(): Promise<void> {
  if (!asking) {
    useKit.setState({ asking: true });
    asking = ask().finally(() => {
      asking = undefined;
      useKit.setState({ asking: false });
    });
  }
  return asking;
}

async function ask(): Promise<void> {
  const outcome = await call('staff', 'staff.offlineKit', {});
  if (outcome.ok) keep(outcome.value);
  // Somebody who no longer writes off reads no codes without network either.
  else if ('refusal' in outcome) keep(null);
}

function keep(kit: OfflineKit | null): void {
  storage.set(KEY, kit);
  useKit.setState({ kit });
}

/** Age in ms by the cloud's clock; without end where there is none, or where the clock has gone back behind it. */
function ageOf(kit: OfflineKit | null): number {
  const age = kit ? serverNow() - kit.serverTime : Number.POSITIVE_INFINITY;
  return age < -JUST_MS ? Number.POSITIVE_INFINITY : age;
}

/** Where staff work: a kit of some hours ago is fetched anew. */
export function keepKitFresh(): void {
  if (ageOf(useKit.getState().kit) > OLD_MS) fetchKit();
}

/** The app came to the front: whoever has a kit gets a new one. */
export function renewKit(): void {
  const { kit } = useKit.getState();
  if (kit && ageOf(kit) > JUST_MS) fetchKit();
}
