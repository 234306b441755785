import type { OfferDraft } from '@shared/contract';
import type { OfferId } from '@shared/ids';
import { intentOf } from '../../api/journal';
import { storage } from '../../platform/storage';
import type { OfferForm } from './form';

/** What was filled in and not saved yet. It survives a closed app and a lost network. */
export interface KeptForm {
  form: OfferForm;
  /** Of the draft it began from; a new one has none. */
  version?: number | undefined;
  /** A new offer was sent in these words, and no answer came: they may have become a draft. */
  sent?: OfferDraft;
  /** The draft they became, as was learnt later. */
  savedAs?: OfferId;
}

const keyOf = (offerId: OfferId | undefined): string => `offer-form:${offerId ?? 'new'}`;

export const keptForm = (offerId?: OfferId): KeptForm | undefined =>
  storage.get<KeptForm | null>(keyOf(offerId)) ?? undefined;

export const keepForm = (offerId: OfferId | undefined, kept: KeptForm): void =>
  void storage.set(keyOf(offerId), kept);

export const dropForm = (offerId: OfferId | undefined): void => void storage.set(keyOf(offerId), null);

/** A save of an earlier run of the app has been answered: the next save of that form changes this draft. */
export function noteSaved(
  input: OfferDraft & { offerId?: OfferId },
  { offerId }: { offerId: OfferId },
): void {
  const kept = keptForm();
  if (kept?.sent && intentOf('', '', kept.sent) === intentOf('', '', input))
    keepForm(undefined, { ...kept, savedAs: offerId });
}
