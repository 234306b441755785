import { useEffect, useState } from 'react';
import { call } from '../../api/call';
import type { Fault, Refused, ValueOf } from '../../api/outcome';
import { editor } from '../../texts/offer-editor';
import type { OfferForm } from './form';
import { specOf } from './spec';

export type PreviewAnswer = ValueOf<'admin', 'offer.preview'>;

export interface Preview {
  /** The last good one; it stays while a newer one is on its way. */
  value: PreviewAnswer | undefined;
  /** Fields that publishing would miss, of the form as it is now. */
  missing: string[];
  trouble: Fault | Refused | undefined;
  /** The form has errors: what is shown is older than it. */
  stale: boolean;
  again(): void;
}

const PAUSE_MS = 500;
/** So that a card can be looked at before there is a name and a number for it. */
const SAMPLE_STOCK = 100;

/** How the form will look to guests, asked for when typing pauses; only while somebody looks. */
export function usePreview(form: OfferForm, looking: boolean): Preview {
  const [value, setValue] = useState<PreviewAnswer>();
  const [trouble, setTrouble] = useState<Fault | Refused>();
  const [tries, setTries] = useState(0);
  const noStock = Number(form.stock) === 0;
  const read = specOf({
    ...form,
    title: form.title.trim() === '' ? editor.untitled : form.title,
    stock: noStock ? String(SAMPLE_STOCK) : form.stock,
  });
  const wish = 'spec' in read ? JSON.stringify(read.spec) : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again in the same words
  useEffect(() => {
    if (!looking || wish === undefined) return;
    let over = false;
    const timer = setTimeout(
      async () => {
        const outcome = await call('admin', 'offer.preview', JSON.parse(wish));
        if (over) return;
        if (outcome.ok) setValue(outcome.value);
        setTrouble(outcome.ok ? undefined : outcome);
      },
      value ? PAUSE_MS : 0,
    );
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [looking, wish, tries]);

  return {
    value,
    missing: [...(noStock ? ['stock'] : []), ...(value?.missing ?? [])],
    trouble,
    stale: wish === undefined,
    again: () => setTries(tries + 1),
  };
}
