import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { OfferStatus, OfferView, TermsView } from '../../../shared-types/contract/wallet';
import type { Instant, OfferId, StoreId } from '../../../shared-types/ids';
import { validityOf } from '../coupon/validity';
import type { RequestMark, RequestMarks } from '../request';
import { type StoreDoc, storeViews } from '../staff/staff';
import type { StockTerms } from './stock';

/** An offer 批次. Once published, `spec` never changes in what matters to a guest; its times may end later. */
export interface OfferDoc {
  _id: OfferId;
  rev: number;
  status: 'draft' | 'published' | 'stopped';
  spec: OfferDraft;
  /** Units added after publishing; `spec.stock` stays what was published. */
  raises: Array<{ id: string; by: number; at: Instant }>;
  /** Number of stock documents; fixed at publishing, 0 before. */
  shards: number;
  savedBy: RequestMark;
  rq: RequestMarks;
  /** Every change: who, when, from what to what. */
  log: OfferChange[];
}
export interface OfferChange {
  at: Instant;
  by: string;
  what: 'saved' | 'published' | 'stopped' | 'raised' | 'extended';
  from?: OfferDraft;
  to?: OfferDraft;
}

/** All units there ever were: published and raised. */
export const totalStock = ({ spec, raises }: OfferDoc): number =>
  raises.reduce((sum, { by }) => sum + by, spec.stock);

export const stockTerms = ({ spec, shards, raises, status }: OfferDoc): StockTerms => ({
  shards,
  stopped: status === 'stopped',
  perMember: spec.perMember,
  stockPerDay: spec.stockPerDay,
  raises,
});

/** How an offer looks to one person at one instant. */
export interface OfferSight {
  now: Instant;
  /** Units nobody has taken, over all shards. */
  left: number;
  claimedByMe: number;
  /** When I could be told of the opening (domain/offer/opening.ts), and whether I asked for it. */
  reminder?: { at: Instant; asked: boolean } | null;
}

/**
 * First instant at which nothing can be claimed any more: nobody is given a coupon that has already ended. Coupons of
 * fixed dates last to the end of their last day.
 */
export const claimEnd = ({ claimTo, claimFrom, validity }: OfferDraft): Instant =>
  validity.type === 'fixed' ? Math.min(claimTo, validityOf(validity, claimFrom).endAt + 1) : claimTo;

/** Being over or not begun says more than the stock; having it oneself says more than others having taken the rest. */
export function offerStatus(spec: OfferDraft, { now, left, claimedByMe }: OfferSight): OfferStatus {
  if (now >= claimEnd(spec)) return 'ended';
  if (now < spec.claimFrom) return 'soon';
  if (claimedByMe >= spec.perMember) return 'claimed';
  return left > 0 ? 'open' : 'sold_out';
}

/** What of a bundle's part is shown beside it. */
export interface PartTitle {
  _id: OfferId;
  spec: Pick<OfferDraft, 'title'>;
}

export function offerView(
  offer: OfferDoc,
  sight: OfferSight,
  stores: StoreDoc[],
  parts: PartTitle[],
): OfferView {
  const { spec } = offer;
  return {
    ...termsView(termsOf(spec), stores),
    offerId: offer._id,
    status: offerStatus(spec, sight),
    claimFrom: spec.claimFrom,
    claimTo: spec.claimTo,
    validity: spec.validity,
    perMember: spec.perMember,
    claimedByMe: sight.claimedByMe,
    stock: totalStock(offer),
    left: sight.left,
    ...(spec.parts ? { parts: partTitles(spec.parts, parts) } : {}),
    ...(sight.reminder ? { remindAt: sight.reminder.at } : {}),
    ...(sight.reminder?.asked ? { reminded: true as const } : {}),
  };
}

const partTitles = (wanted: NonNullable<OfferDraft['parts']>, parts: PartTitle[]) =>
  wanted.flatMap(({ offerId, count }) => {
    const part = parts.find(({ _id }) => _id === offerId);
    return part ? [{ title: part.spec.title, count }] : [];
  });

/** The terms a coupon is claimed with and keeps. */
export type Terms = Pick<
  OfferDraft,
  | 'title'
  | 'kind'
  | 'amount'
  | 'threshold'
  | 'percent'
  | 'cap'
  | 'goods'
  | 'usesPerDay'
  | 'minGapDays'
  | 'weekdays'
  | 'hours'
  | 'blackout'
  | 'costPerUse'
> & { uses: number; stores: StoreId[] | 'all' };

const KEPT = [
  'title',
  'kind',
  'amount',
  'threshold',
  'percent',
  'cap',
  'goods',
  'usesPerDay',
  'minGapDays',
  'weekdays',
  'hours',
  'blackout',
  'costPerUse',
  'stores',
] as const;

export function termsOf(spec: OfferDraft): Terms {
  const kept = Object.fromEntries(
    KEPT.flatMap((name) => (spec[name] === undefined ? [] : [[name, spec[name]]])),
  );
  return { ...kept, uses: spec.kind === 'multi' ? (spec.uses ?? 1) : 1 } as Terms;
}

/** Terms as people see them: store names instead of ids, and not what a use costs the park. */
export function termsView({ costPerUse: _cost, ...terms }: Terms, stores: StoreDoc[]): TermsView {
  return { ...terms, stores: terms.stores === 'all' ? 'all' : storeViews(terms.stores, stores) };
}
