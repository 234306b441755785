import { useRef, useState } from 'react';
import { dropDraft, type KeptDraft, keepDraft, keptDraft } from './kept-draft';

export interface Draft<Form> {
  form: Form;
  change(part: Partial<Form>): void;
  /** Of the draft that the form began from: what a save has to name. */
  version: number | undefined;
  /** The form goes on with what an earlier visit did not save; `older`: somebody has saved the draft since. */
  restored: 'no' | 'yes' | 'older';
  startOver(): void;
  /** What is in the form is with the cloud now. */
  saved(): void;
}

/**
 * The form of a draft. Every change is kept on the phone at once, until the cloud has it.
 * @param name whose form it is, on this phone
 * @param first what stands in it at first
 * @param version of the draft as it is saved; a new one has none
 */
export function useDraft<Form extends object>(
  name: string,
  first: () => Form,
  version: number | undefined,
): Draft<Form> {
  const [kept, setKept] = useState(() => keptDraft<Form>(name));
  // A form of an earlier release may lack fields.
  const [form, setForm] = useState<Form>(() => ({ ...first(), ...kept?.form }));
  const latest = useRef(form);
  const based: KeptDraft<Form>['version'] = kept ? kept.version : version;
  const put = (next: Form) => {
    latest.current = next;
    setForm(next);
  };
  return {
    form,
    version: based,
    restored: !kept ? 'no' : (based ?? 0) < (version ?? 0) ? 'older' : 'yes',
    change(part) {
      put({ ...latest.current, ...part });
      keepDraft(name, { form: latest.current, version: based });
    },
    startOver() {
      dropDraft(name);
      setKept(undefined);
      put(first());
    },
    saved: () => dropDraft(name),
  };
}
