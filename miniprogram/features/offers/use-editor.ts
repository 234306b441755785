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
  /** The draft was saved by somebody after this form began: by whom last and when, and every field changed since. */
  overtaken: Pick<OfferDetail['log'][number], 'at' | 'by' | 'fields'> | undefined;
  /** Differs from what is saved. */
  dirty: boolean;
  startOver(): void;
  busy: boolean;
  trouble: Fault | Refused | undefined;
  /** Answers the draft's id when it is saved, and `overtaken` when it was changed meanwhile; `over`: what is there now goes. */
  save(over?: boolean): Promise<OfferId | 'overtaken' | undefined>;
}

/** What a form begins with, and of which version it is. */
interface Beginning {
  form: OfferForm;
  version: number | undefined;
}

/** The form of one offer, new or saved. Every change is kept on the phone at once, until the cloud has it. */
export function useEditor(saved: OfferDetail | undefined): Editor {
  const offerId = saved?.offerId;
  const [fresh, setFresh] = useState(() => beginning(saved));
  const [kept, setKept] = useState<KeptForm | undefined>(() => keptForm(offerId));
  const [tried, setTried] = useState(false);
  const [cloudErrors, setCloudErrors] = useState<Errors>({});
  const { busy, outcome, run } = useCommand('admin', 'offer.save');
  // As long as nothing was typed the form is what is saved now.
  if (!kept && saved && saved.version > (fresh.version ?? -1)) setFresh(beginning(saved));
  const form = kept?.form ?? fresh.form;
  const version = kept ? kept.version : fresh.version;
  const overtaken = kept && saved ? overtakenBy(saved, kept.version) : undefined;
  const read = specOf(form);

  function change(part: Partial<OfferForm>): void {
    // What storage knows of a save under way stays with the form.
    const next = { ...(keptForm(offerId) ?? { version }), form: { ...form, ...part } };
    keepForm(offerId, next);
    setKept(next);
    setCloudErrors({});
  }

  function startOver(): void {
    dropForm(offerId);
    setFresh(beginning(saved));
    setKept(undefined);
    setTried(false);
    setCloudErrors({});
  }

  async function save(over = false): Promise<OfferId | 'overtaken' | undefined> {
    setTried(true);
    if ('errors' in read) return undefined;
    if (overtaken && !over) return 'overtaken';
    const earlier = offerId ?? (await earlierDraft(read.spec));
    if (earlier === 'unsure') return undefined;
    if (!earlier) keepForm(undefined, { form, sent: read.spec });
    const based = offerId && (over ? saved?.version : version);
    const answer = await run({
      ...(earlier ? { offerId: earlier } : {}),
      ...(typeof based === 'number' ? { version: based } : {}),
      ...read.spec,
    });
    if (isFault(answer)) return undefined;
    if (!answer.ok) {
      if (!earlier) keepForm(undefined, { form });
      if (offerId && answer.refusal.code === 'version_conflict') {
        // Also what a form without a word typed would send is kept now, so that it is not taken for what is saved.
        change({});
        await refresh('admin', 'offer.detail', { offerId });
        return 'overtaken';
      }
      setCloudErrors(errorsIn(answer.refusal.detail));
      return undefined;
    }
    dropForm(offerId);
    setFresh({ form, version: based || version });
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
    keepForm(undefined, { form, savedAs: answer.value.offerId });
    return answer.value.offerId;
  }

  return {
    form,
    change,
    errors: tried ? { ...cloudErrors, ...('errors' in read ? read.errors : {}) } : {},
    firstError: () => ('errors' in read ? FIELDS.find((name) => name in read.errors) : undefined),
    showErrors: () => setTried(true),
    restored: kept !== undefined && !same(kept.form, fresh.form),
    overtaken,
    dirty: !same(form, fresh.form),
    startOver,
    busy,
    trouble: outcome && !outcome.ok ? outcome : undefined,
    save,
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const beginning = (saved: OfferDetail | undefined): Beginning =>
  saved
    ? { form: savedForm(saved), version: saved.version }
    : { form: blankForm(serverNow()), version: undefined };

/** What was changed after a version: of a draft each line of the log is one. */
function overtakenBy({ log, version: now }: OfferDetail, version = now): Editor['overtaken'] {
  const newer = log.slice(0, Math.max(0, now - version));
  const [last] = newer;
  return last && { ...last, fields: [...new Set(newer.flatMap(({ fields }) => fields))] };
}

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
