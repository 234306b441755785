import type { OfferDraft } from '../../../shared-types/contract/admin';
import { changedFields } from './desk';

const TIMES = ['claimTo', 'validity'];

/**
 * Whether two states of an offer differ, and in nothing but that times end later: claiming, or the validity of coupons
 * still to be claimed. Nothing begins at another time: whoever asked to be told of the opening was given its hour.
 */
export function onlyExtends(from: OfferDraft, to: OfferDraft): boolean {
  const changed = changedFields(from, to);
  return (
    changed.length > 0 &&
    changed.every((field) => TIMES.includes(field)) &&
    to.claimTo >= from.claimTo &&
    endsNoEarlier(from.validity, to.validity)
  );
}

type Validity = OfferDraft['validity'];

function endsNoEarlier(from: Validity, to: Validity): boolean {
  if (from.type === 'fixed') return to.type === 'fixed' && to.from === from.from && to.to >= from.to;
  return to.type === 'afterClaim' && to.startInDays === from.startInDays && to.days >= from.days;
}
