import type { OfferDraft } from '../../shared-types/contract/admin';
import type { Instant, OfferId } from '../../shared-types/ids';
import { claimEnd, type OfferDoc } from '../domain/offer/offer';
import { _, type Db } from '../platform/db';

const FRESH_MS = 60_000;
const MAX_KEPT = 500;
const kept = new Map<OfferId, { at: Instant; offer: OfferDoc }>();

/**
 * A published offer, at most 60 s old by the park's clock: its terms do not change, so a burst of claims reads it
 * once per instance. Drafts and unknown ids are always read anew, and so is one that is over: it may have been extended.
 */
export async function publishedOffer(db: Db, offerId: OfferId, now: Instant): Promise<OfferDoc | null> {
  const hit = kept.get(offerId);
  if (hit && Math.abs(now - hit.at) < FRESH_MS && now < claimEnd(hit.offer.spec)) return hit.offer;
  const offer = await db.get('offers', offerId);
  kept.delete(offerId);
  if (offer?.status === 'published') {
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value as OfferId);
    kept.set(offerId, { at: now, offer });
  }
  return offer;
}

/** The offers that bundles are made of, as they stand now; nothing is asked where there is no bundle. */
export async function partsOf(db: Db, specs: OfferDraft[], fields?: string[]): Promise<OfferDoc[]> {
  const ids = new Set(specs.flatMap(({ parts = [] }) => parts.map(({ offerId }) => offerId)));
  return ids.size === 0 ? [] : db.find('offers', { _id: _.in([...ids]) }, fields ? { fields } : {});
}
