import type { SyncedItem } from '@shared/contract';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { isFault } from '../../../api/caller';
import type { Fault, InputOf, OutcomeOf, Refused } from '../../../api/outcome';
import { type OfflineScan, type Scans, waiting } from './scans';

type SyncInput = InputOf<'staff', 'redemption.sync'>;

export interface SendPorts {
  scans: StoreApi<Scans>;
  sync(input: SyncInput): Promise<OutcomeOf<'staff', 'redemption.sync'>>;
  deviceId(): string;
  /** The cloud's present. */
  now(): number;
}

export interface Sending {
  busy: boolean;
  /** Why the last try brought nothing. */
  trouble?: Fault | Refused | undefined;
  /** Sends what waits, batch by batch, until all is answered for or something is in the way. Calls meanwhile join it. */
  run(): Promise<void>;
}

/** Sends the queue. A scan leaves it only when the cloud has answered for that scan. */
export function createSending({ scans, sync, deviceId, now }: SendPorts) {
  return createStore<Sending>((set) => {
    let running: Promise<void> | undefined;

    /** Notes answers; whether none of the batch waits any more. */
    function noted(batch: OfflineScan[], items: SyncedItem[]): boolean {
      scans.getState().answer(items, now());
      const nonces = new Set(batch.map(({ nonce }) => nonce));
      return !waiting(scans.getState().scans).some(({ nonce }) => nonces.has(nonce));
    }

    /** Whether to go on. */
    async function sendBatch(batch: OfflineScan[]): Promise<boolean> {
      const outcome = await sync({ deviceId: deviceId(), items: batch.map(itemOf) });
      if (outcome.ok) return noted(batch, outcome.value.items);
      if (!isFault(outcome) && outcome.refusal.code === 'invalid_input') {
        // One that the cloud cannot read must not hold up the others: it is found by sending one alone.
        if (batch.length > 1) return scans.getState().narrow();
        return noted(
          batch,
          batch.map(({ nonce }) => ({ nonce, result: 'refused', code: 'invalid_input' })),
        );
      }
      set({ trouble: isFault(outcome) ? outcome : { ok: false, refusal: outcome.refusal } });
      return false;
    }

    async function runAll(): Promise<void> {
      for (let batch = scans.getState().batch(now()); batch.length > 0; ) {
        if (!(await sendBatch(batch))) return;
        batch = scans.getState().batch(now());
      }
    }

    return {
      busy: false,
      run() {
        if (!running) {
          set({ busy: true, trouble: undefined });
          running = runAll().finally(() => {
            running = undefined;
            set({ busy: false });
          });
        }
        return running;
      },
    };
  });
}

const itemOf = ({ nonce, code, scannedAt, storeId, bill }: OfflineScan): SyncInput['items'][number] => ({
  nonce,
  code,
  scannedAt,
  storeId,
  ...(bill === undefined ? {} : { bill }),
});
