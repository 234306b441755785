import Taro from '@tarojs/taro';
import { resumePending, serverNow } from '../api/call';
import { startCloud } from '../platform/cloud';
import { watchNetwork } from '../platform/network';
import { onStageScan } from '../platform/stage';
import { refusalText } from '../texts/refusals';
import { resumed } from '../texts/resumed';
import { go } from '../ui/go';
import { refreshMe } from './member/use-me';
import { flow } from './staff/use-flow';

/** Runs once when the app opens. */
export function startApp(): void {
  startCloud();
  watchNetwork(finishPending);
  onStageScan(scanFromStage);
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

const SCAN_PAGE = 'packages/staff/scan/index';

/** A code handed over by the stage is looked up at once, whatever page is open. */
function scanFromStage(code: string): void {
  flow.getState().take(code);
  const pages = Taro.getCurrentPages();
  const open = pages[pages.length - 1]?.route ?? '';
  if (!open.includes(SCAN_PAGE)) go.scan();
}
