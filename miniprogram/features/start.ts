import Taro from '@tarojs/taro';
import { resumePending, serverNow } from '../api/call';
import type { InputOf, ValueOf } from '../api/outcome';
import { startTracking } from '../api/track';
import { startCloud } from '../platform/cloud';
import { watchNetwork } from '../platform/network';
import { refusalText } from '../texts/refusals';
import { resumed } from '../texts/resumed';
import { refreshCheckin } from './checkin/use-checkin';
import { refreshMe } from './member/use-me';
import { noteSaved } from './offers/kept-form';
import { noteSynced, startQueue } from './staff/offline/queue';
import { takeScansOfStage } from './staff/stage-scan';
import { refreshWallet } from './wallet/coupons';
import { keepGift } from './wallet/gifts';

type GiveInput = InputOf<'wallet', 'coupon.give'>;
type GiveValue = ValueOf<'wallet', 'coupon.give'>;

/** Runs once when the app opens. */
export function startApp(): void {
  startCloud();
  watchNetwork();
  takeScansOfStage();
  startQueue();
  startTracking();
  finishPending();
}

/**
 * Commands that an earlier run of the app left without an answer are asked for again; the person hears what became of
 * them. Only at the start: later on the page that sent a command holds it, and shows its own way to try again.
 */
async function finishPending(): Promise<void> {
  for (const { op, input, outcome } of await resumePending()) {
    if (outcome.ok) {
      const title = resumed[op];
      if (title) Taro.showToast({ title, icon: 'none' });
      if (op.startsWith('member.')) refreshMe();
      if (op === 'coupon.give') keepGift((input as GiveInput).couponId, outcome.value as GiveValue);
      if (op === 'redemption.sync') noteSynced(outcome.value as ValueOf<'staff', 'redemption.sync'>);
      if (op === 'offer.save')
        noteSaved(input as Parameters<typeof noteSaved>[0], outcome.value as ValueOf<'admin', 'offer.save'>);
      if (op.startsWith('checkin.')) {
        refreshCheckin();
        refreshMe();
      }
      if (op.startsWith('coupon.') || op === 'offer.remind') refreshWallet();
    } else if ('refusal' in outcome) {
      Taro.showToast({ title: refusalText(outcome.refusal, serverNow()), icon: 'none' });
    }
  }
}
