import { useStore } from 'zustand';
import { call } from '../../api/call';
import { feelBad, feelGood } from '../../platform/feedback';
import { createFlow } from './flow';

/** The one write-off this phone is busy with; it outlives the page, so that a scan may arrive before it opens. */
export const flow = createFlow({
  preview: (code) => call('staff', 'redemption.preview', { code }),
  confirm: (code, storeId, bill) =>
    call('staff', 'redemption.confirm', { code, storeId, ...(bill === undefined ? {} : { bill }) }),
  feelGood,
  feelBad,
});

export const useFlow = () => useStore(flow);
