import type { OfferView } from '@shared/contract';
import { useState } from 'react';
import { assume } from '../../api/answers';
import { isFault } from '../../api/caller';
import type { Refused } from '../../api/outcome';
import { useCommand } from '../../api/use-command';
import { type Asked, useSubscribe } from '../messages/use-subscribe';

export interface Remind {
  state: 'none' | 'saving' | 'done';
  /** Why nothing is set: what the person said to WeChat, or what the cloud said. */
  trouble: Exclude<Asked, 'yes'> | Refused | undefined;
  ask(): Promise<void>;
}

/** 开抢提醒: WeChat's question, then the credit, then the wish. Each step may be repeated by another tap. */
export function useRemind(offer: OfferView): Remind {
  const subscribe = useSubscribe('offer_opens');
  const { run } = useCommand('wallet', 'offer.remind');
  const [state, setState] = useState<Remind['state']>('none');
  const [trouble, setTrouble] = useState<Remind['trouble']>();
  // The credit is given once, however often the wish has to be repeated.
  const [agreed, setAgreed] = useState(false);

  function failed(why: Remind['trouble']): void {
    setState('none');
    setTrouble(why);
  }

  async function ask(): Promise<void> {
    setTrouble(undefined);
    // Nothing may be waited for before WeChat asks.
    const asking = agreed ? undefined : subscribe();
    setState('saving');
    const said = asking ? await asking : 'yes';
    if (said !== 'yes') return failed(said);
    setAgreed(true);
    const answered = await run({ offerId: offer.offerId });
    if (!answered.ok) return failed(isFault(answered) ? 'unsure' : answered);
    setState('done');
    assume('wallet', 'offer.list', {}, (list) => {
      const mine = list.items.find(({ offerId }) => offerId === offer.offerId);
      if (mine) mine.reminded = true;
    });
  }

  return { state: offer.reminded ? 'done' : state, trouble, ask };
}
