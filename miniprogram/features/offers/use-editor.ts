import type { OfferDetail, OfferDraft } from '@shared/contract';
import type { OfferId } from '@shared/ids';
import { useState } from 'react';
import { refresh } from '../../api/answers';
import { serverNow } from '../../api/call';
import { isFault } from '../../api/caller';
import type { Fault, Refused } from '../../api/outcome';
import { useCommand } from '../../api/use-command';
import { editor } from '../../texts/offer-editor';
import { type Errors, fieldOf } from '../../ui/form/reader';
import { blankForm, formOf, type OfferForm } from './form';
import { dropForm, type KeptForm, keepForm, keptForm } from './kept-form';
import { FIELDS, specOf } from './spec';

export interface Editor {
  form: OfferForm;
  change(part: Partial<OfferForm>): void;
  /** Field → sentence, once saving was tried. */
  errors: Errors;
  /** The topmost field that cannot be saved as it is. */
  firstError(): string | undefined;
  /** From now on errors are shown. */
  showErrors(): void;
  /** Goes on with what an earlier visit did not save. */
  restored: boolean;
  /** Somebody saved the draft after this form began. */
  overtaken: OfferDetail['log'][number] | undefined;
  /** Differs from what is saved. */
  dirty: boolean;
  startOver(): void;
  busy: boolean;
  trouble: Fault | Refused | undefined;
  /** Answers the draft's id when it is saved. */
  save(): Promise<OfferId | undefined>;
}

/** The form of one offer, new or saved. Every change is kept on the phone at once, until the cloud has it. */
export function useEditor(saved: OfferDetail | undefined): Editor {
  const offerId = saved?.offerId;
  const base = saved?.log[0]?.at ?? 0;
  const [fresh, setFresh] = useState(() => (saved ? savedForm(saved) : blankForm(serverNow())));
  const [kept, setKept] = useState<KeptForm | undefined>(() => keptForm(offerId));
  const [tried, setTried] = useState(false);
  const [cloudErrors, setCloudErrors] = useState<Errors>({});
  const { busy, outcome, run } = useCommand('admin', 'offer.save');
  const form = kept?.form ?? fresh;
  const read = specOf(form);

  function change(part: Partial<OfferForm>): void {
    // What storage knows of a save under way stays with the form.
    const next = { ...(keptForm(offerId) ?? { base }), form: { ...form, ...part } };
    keepForm(offerId, next);
    setKept(next);
    setCloudErrors({});
  }

  function startOver(): void {
    dropForm(offerId);
    setKept(undefined);
    setTried(false);
    setCloudErrors({});
  }

  async function save(): Promise<OfferId | undefined> {
    setTried(true);
    if ('errors' in read) return undefined;
    const earlier = offerId ?? (await earlierDraft(read.spec));
    if (earlier === 'unsure') return undefined;
    if (!earlier) keepForm(undefined, { base, form, sent: read.spec });
    const answer = await run({ ...(earlier ? { offerId: earlier } : {}), ...read.spec });
    if (isFault(answer)) return undefined;
    if (!answer.ok) {
      if (!earlier) keepForm(undefined, { base, form });
      setCloudErrors(errorsIn(answer.refusal.detail));
      return undefined;
    }
    dropForm(offerId);
    setFresh(form);
    setKept(undefined);
    await refresh('admin', 'offer.detail', { offerId: answer.value.offerId });
    return answer.value.offerId;
  }

  /**
   * A new offer was sent before and its answer was lost: asked again in the very same words it says which draft it
   * became, and what is saved now changes that one instead of making another.
   */
  async function earlierDraft(spec: OfferDraft): Promise<OfferId | 'unsure' | undefined> {
    const { sent, savedAs } = keptForm() ?? {};
    if (savedAs || !sent || same(sent, spec)) return savedAs;
    const answer = await run(sent);
    if (isFault(answer)) return 'unsure';
    if (!answer.ok) return undefined;
    keepForm(undefined, { base, form, savedAs: answer.value.offerId });
    return answer.value.offerId;
  }

  return {
    form,
    change,
    errors: tried ? { ...cloudErrors, ...('errors' in read ? read.errors : {}) } : {},
    firstError: () => ('errors' in read ? FIELDS.find((name) => name in read.errors) : undefined),
    showErrors: () => setTried(true),
    restored: kept !== undefined && !same(kept.form, fresh),
    overtaken: kept && kept.base < base ? saved?.log[0] : undefined,
    dirty: !same(form, fresh),
    startOver,
    busy,
    trouble: outcome && !outcome.ok ? outcome : undefined,
    save,
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function savedForm({ spec, parts }: OfferDetail): OfferForm {
  const titleOf = (id: OfferId) => parts.find(({ offerId }) => offerId === id)?.title ?? id;
  return formOf(spec, titleOf, serverNow());
}

/** Errors of an `invalid_input`: the cloud names paths, the form has fields. */
function errorsIn(detail: Record<string, unknown> = {}): Errors {
  const paths = Array.isArray(detail.fields) ? (detail.fields as string[]) : [];
  const fields = paths.flatMap((path) => fieldOf(path, FIELDS) ?? []);
  return Object.fromEntries(fields.map((field) => [field, editor.refusedByCloud]));
}
