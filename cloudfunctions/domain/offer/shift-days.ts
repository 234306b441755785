import type { OfferDraft } from '../../../shared-types/contract/admin';
import { addParkDays, DAY_MS } from '../../../shared-types/park-day';

/** The same offer some days later: windows, a fixed validity and blackout days move; weekdays and hours stay. */
export function shiftedBy(spec: OfferDraft, ms: number): OfferDraft {
  const { validity, blackout } = spec;
  return {
    ...spec,
    claimFrom: spec.claimFrom + ms,
    claimTo: spec.claimTo + ms,
    validity:
      validity.type === 'fixed' ? { ...validity, from: validity.from + ms, to: validity.to + ms } : validity,
    ...(blackout ? { blackout: blackout.map((day) => addParkDays(day, ms / DAY_MS)) } : {}),
  };
}
