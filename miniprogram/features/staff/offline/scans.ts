import type { SyncedItem } from '@shared/contract';
import type { Fen, Instant, StoreId } from '@shared/ids';
import { createStore } from 'zustand/vanilla';
import type { Storage } from '../../../platform/storage';
import type { PhoneUse } from './judge';

/** A use accepted without network. It waits until the cloud has answered for it, and stays readable afterwards. */
export interface OfflineScan {
  /** One scan, one nonce: the cloud takes it in once, however often it is sent. */
  nonce: string;
  code: string;
  couponId: string;
  title: string;
  storeId: StoreId;
  /** Name of the store. */
  store: string;
  /** When it was scanned, by the cloud's clock. */
  scannedAt: Instant;
  /** The code's own step: when it counts as used. */
  at: Instant;
  bill?: Fen;
  /** What the clerk was told to take off. */
  off?: Fen;
  answer?: Pick<SyncedItem, 'result' | 'code' | 'redemptionId'> & { at: Instant };
  /** The clerk has seen that it could not simply stand. */
  seen?: true;
}

/** One request carries at most this many: the cloud takes 50, but small ones get through a weak network. */
export const BATCH = 20;
/** A phone that has so many waiting takes no more: they must fit into what WeChat keeps for a key (1 MB). */
export const MOST_WAITING = 1000;
/** So many that went well stay in the list. */
const KEPT_DONE = 100;
const KEY = 'offline-scans';

interface Kept {
  /** Oldest first. */
  scans: OfflineScan[];
  /** Nonces on their way: sent again just so until there is an answer, so that a lost answer is found again. */
  sending: string[];
}
const NOTHING: Kept = { scans: [], sending: [] };

export interface Scans extends Kept {
  /** Keeps a scan; false when this phone cannot hold it, then it was not accepted. */
  add(scan: OfflineScan): boolean;
  /** What to send now: what is on its way already, else the oldest; empty when nothing waits. */
  batch(now: Instant): OfflineScan[];
  /** The next batch is one scan only: the cloud found fault with the whole of the last one. False: not kept. */
  narrow(): boolean;
  /** Notes what became of scans; others keep waiting. */
  answer(items: SyncedItem[], now: Instant): void;
  /** The clerk has read what became of it. */
  see(nonce: string): void;
}

/** The queue of one person on one phone, kept in its storage: a restart of the app loses nothing. */
export function createScans(storage: Storage) {
  return createStore<Scans>((set) => {
    // Another tab of the same person may have changed it: what is stored is the truth.
    const load = (): Kept => storage.get<Kept>(KEY) ?? NOTHING;
    const keep = (kept: Kept): boolean => {
      if (!storage.set(KEY, kept)) return false;
      set(kept);
      return true;
    };
    const change = (nonces: string[], how: (scan: OfflineScan) => OfflineScan): void => {
      const { scans, sending } = load();
      const next = scans.map((scan) => (nonces.includes(scan.nonce) ? how(scan) : scan));
      const waits = new Set(waiting(next).map(({ nonce }) => nonce));
      keep({ scans: forgetOld(next), sending: sending.filter((nonce) => waits.has(nonce)) });
    };
    return {
      ...load(),
      add(scan) {
        const { scans, sending } = load();
        return waiting(scans).length < MOST_WAITING && keep({ scans: [...scans, scan], sending });
      },
      batch(now) {
        const { scans, sending } = load();
        const ready = waiting(scans).filter((scan) => isSettled(scan, now));
        const under = ready.filter(({ nonce }) => sending.includes(nonce));
        if (under.length > 0) return under;
        const next = ready.slice(0, BATCH);
        if (next.length > 0) keep({ scans, sending: next.map(({ nonce }) => nonce) });
        return next;
      },
      narrow() {
        const { scans, sending } = load();
        return keep({ scans, sending: sending.slice(0, 1) });
      },
      answer(items, now) {
        const answered = new Map(items.map((item) => [item.nonce, item]));
        change([...answered.keys()], (scan) => {
          const { result, code, redemptionId } = answered.get(scan.nonce) as SyncedItem;
          const said = {
            result,
            ...(code ? { code } : {}),
            ...(redemptionId ? { redemptionId } : {}),
            at: now,
          };
          return { ...scan, answer: said };
        });
      },
      see: (nonce) => change([nonce], (scan) => ({ ...scan, seen: true })),
    };
  });
}

/** The two clocks may differ by a blink: a code of a step that has only just begun would look like one of the future. */
export const SETTLED_MS = 2000;
const isSettled = ({ at }: OfflineScan, now: Instant): boolean => now - at >= SETTLED_MS;

/** Whether something waits that is still too young to be sent. */
export const someTooYoung = (scans: OfflineScan[], now: Instant): boolean =>
  waiting(scans).some((scan) => !isSettled(scan, now));

export const waiting = (scans: OfflineScan[]): OfflineScan[] => scans.filter(({ answer }) => !answer);

/** In the books, this time or before. */
export const isDone = ({ answer }: OfflineScan): boolean =>
  answer?.result === 'accepted' || answer?.result === 'duplicate';

/** Could not simply stand, and the clerk has not said that it was read. */
export const needsEyes = (scan: OfflineScan): boolean =>
  scan.answer !== undefined && !isDone(scan) && !scan.seen;

/** What waits or is unread stays for ever; of the rest the newest. */
function forgetOld(scans: OfflineScan[]): OfflineScan[] {
  const settled = scans.filter((scan) => scan.answer && !needsEyes(scan));
  const old = new Set(settled.slice(0, Math.max(0, settled.length - KEPT_DONE)));
  return old.size === 0 ? scans : scans.filter((scan) => !old.has(scan));
}

/** Uses as a judge counts them. A refused one is none. */
export const usesOf = (scans: OfflineScan[]): PhoneUse[] =>
  scans
    .filter(({ answer }) => answer?.result !== 'refused')
    .map(({ couponId, at, store, answer }) => ({ couponId, at, store, toldAt: answer?.at ?? null }));
