import Taro from '@tarojs/taro';
import { call, newId, serverNow } from '../../../api/call';
import type { ValueOf } from '../../../api/outcome';
import { useNetwork } from '../../../platform/network';
import { storage } from '../../../platform/storage';
import { renewKit } from './kit';
import { createScans, waiting } from './scans';
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

const sendIfAny = (): void => {
  if (waiting(scans.getState().scans).length > 0) sending.getState().run();
};

/**
 * Runs once when the app opens: what an earlier run left is sent, and later whenever the network or the app comes
 * back. People without a queue and a kit ask nothing.
 */
export function startQueue(): void {
  sendIfAny();
  Taro.onAppShow(() => {
    sendIfAny();
    renewKit();
  });
  useNetwork.subscribe(({ online }, before) => {
    if (!online || before.online) return;
    const { busy, run } = sending.getState();
    // One under way may be in its last try, made while there was none.
    if (busy) run().then(sendIfAny);
    else sendIfAny();
  });
  setInterval(sendIfAny, RETRY_MS);
}

/** Answers that came for a sync of an earlier run of the app, outside the queue's own sending. */
export const noteSynced = ({ items }: ValueOf<'staff', 'redemption.sync'>): void =>
  scans.getState().answer(items, serverNow());
