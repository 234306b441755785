import Taro from '@tarojs/taro';
import { onStageScan } from '../../platform/stage';
import { go } from '../../ui/go';
import { flow } from './use-flow';

const SCAN_PAGE = 'packages/staff/scan/index';

/** A code handed over by the stage is looked up at once, whatever page is open. */
export function takeScansOfStage(): void {
  onStageScan((code) => {
    flow.getState().take(code);
    const pages = Taro.getCurrentPages();
    const open = pages[pages.length - 1]?.route ?? '';
    if (!open.includes(SCAN_PAGE)) go.scan();
  });
}
