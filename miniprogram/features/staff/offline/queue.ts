import Taro from '@tarojs/taro';
import { call, newId, serverNow } from '../../../api/call';
import type { ValueOf } from '../../../api/outcome';
import { useNetwork } from '../../../platform/network';
import { storage } from '../../../platform/storage';
import { renewKit } from './kit';
import { createScans, SETTLED_MS, someTooYoung, waiting } from './scans';
import { createSending } from './send';

const DEVICE = 'device-id';
/** Nothing says that a dead network lives again but trying. */
const RETRY_MS = 30_000;

/** This person's offline queue on this phone. */
export const scans = createScans(storage);

export const sending = createSending({
  scans,
  sync: (input) => call('staff', 'redemption.sync', input),
  deviceId,
  now: serverNow,
});

let device: string | undefined;

/** Names this phone to the cloud; made once. */
function deviceId(): string {
  device ??= storage.get<string>(DEVICE);
  if (!device) {
    device = newId();
    storage.set(DEVICE, device);
  }
  return device;
}

/** Sends what waits; what is too young yet follows by itself. */
export async function sendWaiting(): Promise<void> {
  if (waiting(scans.getState().scans).length === 0) return;
  await sending.getState().run();
  if (someTooYoung(scans.getState().scans, serverNow())) setTimeout(sendWaiting, SETTLED_MS);
}

/**
 * Runs once when the app opens: what an earlier run left is sent, and later whenever the network or the app comes
 * back. People without a queue and a kit ask nothing.
 */
export function startQueue(): void {
  sendWaiting();
  Taro.onAppShow(() => {
    sendWaiting();
    renewKit();
  });
  useNetwork.subscribe(({ online }, before) => {
    if (!online || before.online) return;
    const { busy, run } = sending.getState();
    // One under way may be in its last try, made while there was none.
    if (busy) run().then(sendWaiting);
    else sendWaiting();
  });
  setInterval(sendWaiting, RETRY_MS);
}

/** Answers that came for a sync of an earlier run of the app, outside the queue's own sending. */
export const noteSynced = ({ items }: ValueOf<'staff', 'redemption.sync'>): void =>
  scans.getState().answer(items, serverNow());
