import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { Instant } from '../../../shared-types/ids';
import type { StoreDoc } from '../staff/staff';
import type { OfferDoc } from './offer';

/** Names of what an offer still lacks before it may be published, in the order of the editor; empty = complete. */
export function missingToPublish(
  spec: OfferDraft,
  { stores, parts, now }: { stores: StoreDoc[]; parts: OfferDoc[]; now: Instant },
): string[] {
  const missing = RULES.filter(([, holds]) => !holds(spec, now)).map(([name]) => name);
  if (spec.kind === 'bundle' && !partsArePublished(spec, parts)) missing.push('parts');
  const known = new Set(stores.map((store) => store._id));
  if (spec.stores !== 'all' && !spec.stores.every((id) => known.has(id))) missing.push('stores');
  return missing;
}

const RULES: Array<[name: string, holds: (spec: OfferDraft, now: Instant) => boolean]> = [
  ['stock', ({ stock }) => stock > 0],
  ['claimTo', ({ claimFrom, claimTo }, now) => claimFrom < claimTo && now < claimTo],
  ['validity', validityIsUsable],
  ['goods', ({ kind, goods }) => kind !== 'exchange' || goods !== undefined],
  ['amount', ({ kind, amount }) => kind !== 'cash' || (amount ?? 0) > 0],
  ['threshold', ({ kind, amount, threshold }) => kind !== 'cash' || (threshold ?? Infinity) >= (amount ?? 0)],
  ['percent', ({ kind, percent }) => kind !== 'discount' || percent !== undefined],
  ['uses', ({ kind, uses }) => kind !== 'multi' || uses !== undefined],
  ['hours', ({ hours }) => hours === undefined || hours.every(({ from, to }) => from < to)],
];

/** A bundle is made of published offers that are no bundles themselves. */
function partsArePublished({ parts: wanted = [] }: OfferDraft, parts: OfferDoc[]): boolean {
  const usable = new Set(
    parts
      .filter(({ status, spec }) => status === 'published' && spec.kind !== 'bundle')
      .map(({ _id }) => _id),
  );
  return wanted.length > 0 && wanted.every(({ offerId }) => usable.has(offerId));
}

/** A fixed period must be a period, and coupons claimed at the first instant must still have some of it. */
function validityIsUsable({ validity, claimFrom }: OfferDraft): boolean {
  return validity.type === 'afterClaim' || (validity.from < validity.to && validity.to > claimFrom);
}
