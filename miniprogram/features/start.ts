import Taro from '@tarojs/taro';
import { resumePending, serverNow } from '../api/call';
import { startCloud } from '../platform/cloud';
import { watchNetwork } from '../platform/network';
import { refusalText } from '../texts/refusals';
import { resumed } from '../texts/resumed';
import { refreshMe } from './member/use-me';
import { takeScansOfStage } from './staff/stage-scan';

/** Runs once when the app opens. */
export function startApp(): void {
  startCloud();
  watchNetwork(finishPending);
  takeScansOfStage();
  finishPending();
}

/** Commands whose answer was lost are asked for again; the person hears what became of them. */
async function finishPending(): Promise<void> {
  for (const { op, outcome } of await resumePending()) {
    if (outcome.ok) {
      const title = resumed[op];
      if (title) Taro.showToast({ title, icon: 'none' });
      if (op === 'member.join') refreshMe();
    } else if ('refusal' in outcome) {
      Taro.showToast({ title: refusalText(outcome.refusal, serverNow()), icon: 'none' });
    }
  }
}
