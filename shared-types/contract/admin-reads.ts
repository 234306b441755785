import * as v from 'valibot';
import type { Instant, OfferId, StaffId } from '../ids';
import { counterCode, cursor, offerId } from './fields';
import { type OfferDraft, offerDraft } from './offer-draft';
import { query } from './operation';
import type { Role } from './staff';
import type { CouponView, OfferKind, OfferStatus, OfferView, StoreView, TermsView } from './wallet';

/** What the operator's pages ask. The park's set-up is small, so these read it as it stands, never from a cache. */

export type OfferState = 'draft' | 'published' | 'stopped';

/** One offer as its operators see it: what it is worth to a guest, and how it stands. */
export interface OfferRow extends TermsView {
  offerId: OfferId;
  status: OfferState;
  /** How a guest who has none of it would find it now. */
  phase: OfferStatus;
  claimFrom: Instant;
  claimTo: Instant;
  perMember: number;
  /** All units there ever were: published and raised. */
  stock: number;
  /** Units nobody has taken; of a draft, all of them. */
  left: number;
  /** Units that are gone: claimed, granted by the park, or held by a step under way. */
  claimed: number;
  /** The last change: when, and by whom (name). */
  changed: { at: Instant; by: string };
}

export interface OfferLogLine {
  at: Instant;
  /** Name of who did it. */
  by: string;
  what: 'saved' | 'published' | 'stopped' | 'raised' | 'extended';
  /** saved, extended: the fields that were changed; empty for the first save. */
  fields: string[];
  /** raised: by how many units. */
  added?: number;
}

/** An offer as guests will see it, and one of each coupon that a claim of it makes. */
export interface OfferPreview {
  offer: OfferView;
  coupons: CouponView[];
}

export interface OfferDetail extends OfferPreview {
  offerId: OfferId;
  status: OfferState;
  /** What a save that is based on this has to name. */
  version: number;
  /** As it was saved. */
  spec: OfferDraft;
  stock: number;
  left: number;
  claimed: number;
  /** Of a draft: the fields that publishing would find missing, in the order of the editor. */
  missing: string[];
  /** What a bundle is made of. */
  parts: Array<{ offerId: OfferId; title: string; kind: OfferKind; status: OfferState; count: number }>;
  /** Coupons the park owes somebody and finds no stock for; they go out when stock is raised. */
  waiting: number;
  /** Newest first. */
  log: OfferLogLine[];
}

export interface StaffRowView {
  staffId: StaffId;
  /** Only for who may change the row: what `staff.save` names it by. */
  openid?: string;
  name: string;
  role: Role;
  stores: StoreView[] | 'all';
  active: boolean;
  /** Whether it is the own row, which nobody changes. */
  me: boolean;
  changed?: { at: Instant; by: string };
}

export interface StoreRowView extends StoreView {
  changed?: { at: Instant; by: string };
}

/** A coupon that an operator is asked about. */
export interface CouponFound {
  coupon: CouponView;
  /** Masked name of the owner. */
  owner: string;
  /** The code that `coupon.revoke` would refuse with. */
  why?: 'already_used' | 'revoked' | 'own_coupon';
  /** What `why: revoked` goes back to. */
  revoked?: { at: Instant; by: string; reason: string };
}

/** How much waits for somebody at the desk; each at most 100, null: not theirs to see. */
export interface DeskWaiting {
  /** Groups with a refund that the provider keeps refusing. */
  refunds: number;
  /** Prizes to be handed over. */
  deliveries: number | null;
  /** Differences that the last night's check of the books found. */
  differences: number;
}
export const adminReads = {
  /** What the desk's first page has to say of every place where something waits. */
  'desk.waiting': query<DeskWaiting>()(v.strictObject({})),
  /** Newest window first. */
  'offer.all': query<{ items: OfferRow[]; cursor?: string }>()(
    v.strictObject({
      status: v.optional(v.picklist(['draft', 'published', 'stopped'])),
      cursor: v.optional(cursor),
    }),
  ),
  'offer.detail': query<OfferDetail>()(v.strictObject({ offerId })),
  /** What is being written, before it is saved; with what publishing would miss. */
  'offer.preview': query<OfferPreview & { missing: string[] }>()(v.strictObject(offerDraft)),
  /** By name: everybody for operators and analysts, clerks of the own stores for managers. */
  'staff.list': query<{ items: StaffRowView[] }>()(v.strictObject({})),
  'store.list': query<{ items: StoreRowView[] }>()(v.strictObject({})),
  /** By its id, or by a code or 12-digit number that may be old: it names the coupon and proves nothing. */
  'coupon.find': query<CouponFound>()(v.strictObject({ code: counterCode }), ['code_invalid']),
};
