import type { OfferDraft } from '../../../shared-types/contract/admin';
import type {
  OfferDetail,
  OfferLogLine,
  OfferPreview,
  OfferRow,
} from '../../../shared-types/contract/admin-reads';
import type { CouponId, Instant, MemberId } from '../../../shared-types/ids';
import { couponView, newCoupon } from '../coupon/coupon';
import type { StoreDoc } from '../staff/staff';
import { type OfferDoc, offerStatus, offerView, termsOf, termsView, totalStock } from './offer';

/** Offers as their operators see them: as saved, how far their stock is gone, and who changed what. */

/** How an offer, and each coupon of it, will look to a guest: by the very rules that make them. */
export function previewOf(
  offer: OfferDoc,
  left: number,
  { stores, parts, now }: { stores: StoreDoc[]; parts: OfferDoc[]; now: Instant },
): OfferPreview {
  const at = Math.max(now, offer.spec.claimFrom);
  const issued = offer.spec.kind === 'bundle' ? parts : [offer];
  return {
    offer: offerView(offer, { now, left, claimedByMe: 0 }, stores, parts),
    coupons: issued.map((part) => couponView(newCoupon(part, { ...SAMPLE, at }), at, stores)),
  };
}

/** Nobody's claim: a preview is shown, never stored. */
const SAMPLE = {
  couponId: 'cpn_preview' as CouponId,
  memberId: 'mbr_preview' as MemberId,
  key: '',
  hash: '',
  channel: null,
};

type NameOf = (staffId: string) => string;
interface Standing {
  stock: number;
  left: number;
  claimed: number;
}

/** @param free units in the shards; undefined where there are none yet */
export function standingOf(offer: OfferDoc, free: number | undefined): Standing {
  const stock = totalStock(offer);
  const left = offer.status === 'draft' ? stock : (free ?? 0);
  return { stock, left, claimed: stock - left };
}

export function offerRow(
  offer: OfferDoc,
  free: number | undefined,
  { now, stores, nameOf }: { now: Instant; stores: StoreDoc[]; nameOf: NameOf },
): OfferRow {
  const { spec, log } = offer;
  const last = log.at(-1);
  const standing = standingOf(offer, free);
  return {
    ...termsView(termsOf(spec), stores),
    offerId: offer._id,
    status: offer.status,
    phase: offerStatus(spec, { now, left: standing.left, claimedByMe: 0 }),
    claimFrom: spec.claimFrom,
    claimTo: spec.claimTo,
    perMember: spec.perMember,
    ...standing,
    changed: { at: last?.at ?? 0, by: nameOf(last?.by ?? '') },
  };
}

/** A bundle's parts with what is known of each; one that is gone keeps its place. */
export const partViews = (spec: OfferDraft, parts: OfferDoc[]): OfferDetail['parts'] =>
  (spec.parts ?? []).flatMap(({ offerId, count }) => {
    const part = parts.find(({ _id }) => _id === offerId);
    if (!part) return [];
    return [{ offerId, count, title: part.spec.title, kind: part.spec.kind, status: part.status }];
  });

/** The log as people read it, newest first. The nth raise of the log is the nth of `raises`: one write made both. */
export function logLines({ log, raises }: OfferDoc, nameOf: NameOf): OfferLogLine[] {
  let raised = 0;
  const lines = log.map(({ at, by, what, from, to }): OfferLogLine => {
    const added = what === 'raised' ? raises[raised++]?.by : undefined;
    return {
      at,
      by: nameOf(by),
      what,
      fields: from && to ? changedFields(from, to) : [],
      ...(added === undefined ? {} : { added }),
    };
  });
  return lines.reverse();
}

/** Names of the fields two drafts differ in. */
export function changedFields<Draft extends object>(from: Draft, to: Draft): string[] {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]) as Set<keyof Draft & string>;
  return [...names].filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name])).sort();
}
