import type { OfferDraft } from '@shared/contract';
import { operator } from '../../texts/operator';
import { instantOf } from '../../ui/form/moment';
import { type Errors, Reader } from '../../ui/form/reader';
import type { OfferForm } from './form';
import { validityOf } from './spec';

/** The times of a published offer that may still end later, as they are picked. */
export type Times = Pick<OfferForm, 'claimTo' | 'validity'>;

/** A published offer with later ends; without `spec` there is nothing to send: something is wrong, or nothing differs. */
export function extensionOf(now: OfferDraft, times: Times): { spec?: OfferDraft; errors: Errors } {
  const read = new Reader();
  const claimTo = instantOf(times.claimTo);
  const validity = validityOf(times, read);
  if (claimTo < now.claimTo) read.fail('claimTo', operator.extendEarlier);
  if (lengthOf(validity) < lengthOf(now.validity)) read.fail('validity', operator.extendEarlier);
  const isSame = claimTo === now.claimTo && lengthOf(validity) === lengthOf(now.validity);
  const isWrong = Object.keys(read.errors).length > 0;
  return { errors: read.errors, ...(isSame || isWrong ? {} : { spec: { ...now, claimTo, validity } }) };
}

/** What of a validity can be made longer: its last instant, or its days. */
const lengthOf = (validity: OfferDraft['validity']): number =>
  validity.type === 'fixed' ? validity.to : validity.days;
