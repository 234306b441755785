import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useQuery } from '../../../api/use-query';
import { benefitOf } from '../../../features/staff/looked-up';
import { useKitKeptFresh } from '../../../features/staff/offline/use-kit';
import { useRecent } from '../../../features/staff/recent';
import { StoreSheet } from '../../../features/staff/store-sheet';
import { flow, noteBenefit, useFlow } from '../../../features/staff/use-flow';
import { useStoreOfDuty } from '../../../features/staff/use-store';
import { hasScanner, scan } from '../../../platform/scan';
import { staff } from '../../../texts/staff';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/states';
import { Alone } from './alone';
import { Checking, Preview } from './preview';
import { Ready } from './ready';
import { Done, NeedsNetwork, Queued, RefusedResult, Unsure } from './result';
import './index.scss';

/** Opens the camera; a code read is looked up at once, a closed camera leaves the page as it was. */
async function openScanner(): Promise<void> {
  flow.getState().reset();
  const code = await scan();
  if (code !== null) await flow.getState().take(code);
}

/** The whole write-off on one page: scan or type, look, confirm, result, next. Nothing scrolls. */
export default function Scan() {
  const me = useQuery('staff', 'staff.me', {});
  const { store, choose } = useStoreOfDuty(me.value);
  const [choosing, setChoosing] = useState(false);
  const { phase, take, confirm, choose: chooseBenefit, others, again, reset } = useFlow();
  const typing = useRouter().params.by === 'typing';
  useEffect(() => {
    // A code from the stage may be on its way already.
    if (hasScanner && !typing && flow.getState().phase.at === 'ready') openScanner();
  }, [typing]);
  useRemembered(store?.name);
  useKitKeptFresh();

  if (me.trouble && 'refusal' in me.trouble) {
    return (
      <Page title={staff.title}>
        <Empty picture="penguin" title={staff.notStaff} hint={staff.notStaffHint} />
      </Page>
    );
  }
  const next = hasScanner ? openScanner : reset;
  const stores = me.value?.stores ?? [];
  const sheet = choosing && (
    <StoreSheet stores={stores} chosen={store} choose={choose} close={() => setChoosing(false)} />
  );
  switch (phase.at) {
    case 'ready':
      return <Ready take={take} openScanner={openScanner} />;
    case 'checking':
      return <Checking />;
    case 'preview':
    case 'confirming':
      return (
        <Preview
          preview={phase.preview}
          benefitId={phase.benefitId}
          choose={chooseBenefit}
          store={store}
          busy={phase.at === 'confirming'}
          {...(phase.at === 'preview' && phase.note ? { note: phase.note } : {})}
          confirm={(bill) => (store ? confirm(store.storeId, bill) : setChoosing(true))}
          cancel={reset}
          {...(stores.length > 1 ? { change: () => setChoosing(true) } : {})}
        >
          {sheet}
        </Preview>
      );
    case 'done':
      return <Done phase={phase} next={next} />;
    case 'refused':
      return <RefusedResult phase={phase} others={others} next={next} />;
    case 'offline':
      return (
        <Alone
          good={phase.good}
          store={store}
          sent={phase.sent !== undefined}
          {...(phase.note ? { note: phase.note } : {})}
          keep={(bill) => (store ? confirm(store.storeId, bill) : setChoosing(true))}
          askOnline={again}
          cancel={reset}
          {...(stores.length > 1 ? { change: () => setChoosing(true) } : {})}
        >
          {sheet}
        </Alone>
      );
    case 'queued':
      return <Queued phase={phase} next={next} />;
    case 'needsNetwork':
      return <NeedsNetwork phase={phase} again={again} next={next} />;
    case 'unsure':
      return <Unsure phase={phase} again={again} next={next} />;
  }
}

/** Keeps the phone's own short list of what was just written off. */
function useRemembered(store: string | undefined): void {
  const { phase } = useFlow();
  useEffect(() => {
    if (phase.at !== 'done') return;
    const { preview, benefitId, value } = phase;
    const { redemptionId, at } = value;
    // What a pass was used for; whose it is stays off the phone.
    const benefit = benefitOf(preview, benefitId)?.name;
    const title = benefit ? `${preview.title} · ${benefit}` : preview.title;
    useRecent.getState().add({ redemptionId, at, title, store: store ?? '' });
    if (benefitId) noteBenefit(benefitId);
  }, [phase, store]);
}
