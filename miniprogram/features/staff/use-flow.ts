import { parseCounterCode, stepStart } from '@shared/counter-code';
import type { StoreId } from '@shared/ids';
import { useStore } from 'zustand';
import { knownOf } from '../../api/answers';
import { call, forgetRequest, newId, pendingRequest, serverNow } from '../../api/call';
import type { Fault, InputOf, Outcome } from '../../api/outcome';
import { feelBad, feelGood, feelKept } from '../../platform/feedback';
import { useNetwork } from '../../platform/network';
import { storage } from '../../platform/storage';
import { createFlow, type OfflineCounter, type Place } from './flow';
import { usedAfter, usualOf } from './looked-up';
import { judgeOffline, offlineUse, type PhoneUse } from './offline/judge';
import { fetchKit, useKit } from './offline/kit';
import { scans } from './offline/queue';
import { usesOf } from './offline/scans';

/** How long a guest at the gate waits for a network that hangs before the phone goes on alone. */
const LOOK_MS = 6000;
const USE_MS = 8000;

/** What was used online on this phone: a code read again after the network went may not know of it. */
const usedOnline: PhoneUse[] = [];
const KEPT_ONLINE = 50;

function noteUsed(text: string, { storeId, benefitId }: Place, at: number): void {
  const code = parseCounterCode(text);
  // A code is about entry: other benefits take nothing off what it says is left.
  if (code && benefitId === undefined)
    usedOnline.unshift({ couponId: code.id, at, store: nameOf(storeId), toldAt: serverNow() });
  usedOnline.length = Math.min(usedOnline.length, KEPT_ONLINE);
}

/** What passes were used for on this phone, so that a car park need not choose each time. */
const BENEFITS_KEY = 'benefits-used';
const benefitsUsed = (): string[] => storage.get<string[]>(BENEFITS_KEY) ?? [];
export const noteBenefit = (benefitId: string): boolean =>
  storage.set(BENEFITS_KEY, usedAfter(benefitsUsed(), benefitId));

const myStores = () => knownOf('staff', 'staff.me', {}).value?.stores ?? [];
const nameOf = (storeId: StoreId): string =>
  myStores().find((store) => store.storeId === storeId)?.name ?? storeId;

const confirmInput = (code: string, place: Place): InputOf<'staff', 'redemption.confirm'> => ({
  code,
  ...place,
});

const offline: OfflineCounter = {
  isCut() {
    const { online } = useNetwork.getState();
    // The kit's answer would be the proof that the network is back, for the next scan.
    if (!online) fetchKit();
    return !online;
  },
  judge: (text, scannedAt) =>
    judgeOffline(text, {
      kit: useKit.getState().kit,
      now: scannedAt,
      stores: myStores().map(({ storeId }) => storeId),
      used: [...usesOf(scans.getState().scans), ...usedOnline],
    }),
  sentAs: (text, place) => pendingRequest('staff', 'redemption.confirm', confirmInput(text, place)),
  keep(text, good, place, sent) {
    const use = offlineUse(good, useKit.getState().kit, place.storeId, place.bill);
    if ('bad' in use) return use;
    const scan = {
      // Under the confirm's own id the cloud finds it, if it did arrive.
      nonce: sent ?? newId(),
      code: text,
      couponId: good.code.id,
      title: good.title,
      store: nameOf(place.storeId),
      scannedAt: good.scannedAt,
      at: stepStart(good.code.step),
      ...place,
      ...(use.off === null ? {} : { off: use.off }),
    };
    if (!scans.getState().add(scan)) return 'full';
    if (sent) forgetRequest(sent);
    return scan;
  },
};

/** The one write-off this phone is busy with; it outlives the page, so that a scan may arrive before it opens. */
export const flow = createFlow({
  preview(code, insist) {
    const look = call('staff', 'redemption.preview', { code });
    return insist ? look : within(LOOK_MS, look);
  },
  async confirm(code, place) {
    const outcome = await within(USE_MS, call('staff', 'redemption.confirm', confirmInput(code, place)));
    if (outcome.ok) noteUsed(code, place, outcome.value.at);
    return outcome;
  },
  usualBenefit: () => usualOf(benefitsUsed()),
  offline,
  now: serverNow,
  feelGood,
  feelBad,
  feelKept,
});

export const useFlow = () => useStore(flow);

/** No answer in time is no network, as far as somebody who waits is concerned. The call itself goes on. */
async function within<O extends Outcome<unknown>>(ms: number, run: Promise<O>): Promise<O | Fault> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Fault>((resolve) => {
    timer = setTimeout(() => {
      useNetwork.getState().reached(false);
      resolve({ ok: false, fault: 'offline' });
    }, ms);
  });
  const outcome = await Promise.race([run, late]);
  clearTimeout(timer);
  return outcome;
}
