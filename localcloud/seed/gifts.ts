import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { OfferId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { publishedOffer, type Seeding } from './seeding.ts';

/** An offer that nobody can claim: something else gives its coupons. They are good for 30 days. */
export function givenOffer(
  id: OfferId,
  offer: Pick<OfferDraft, 'title' | 'kind'> & Partial<OfferDraft>,
  seeding: Pick<Seeding, 'now' | 'keys'>,
): OfferDoc {
  const { now } = seeding;
  const spec: OfferDraft = {
    stock: 1000,
    perMember: 1,
    claimFrom: now - 2 * DAY_MS,
    claimTo: now - DAY_MS,
    validity: { type: 'afterClaim', startInDays: 0, days: 30 },
    stores: 'all',
    ...offer,
  };
  return publishedOffer(id, spec, seeding);
}
