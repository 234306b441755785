import type { CouponView, OfferView, TermsView } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { startOfParkDay } from '@shared/park-day';
import { wallet } from '../../texts/wallet';
import { clockOf, dayOf, foldOf, leftOf, momentOf, spanOf, untilOf, yuanOf } from '../../ui/format';

/** What a coupon is worth, as its left block says it: a figure with its unit, and one line below. */
export interface Worth {
  before?: string;
  figure: string;
  after?: string;
  below: string;
}

export function worthOf(terms: TermsView): Worth {
  switch (terms.kind) {
    case 'cash':
      return {
        before: '¥',
        figure: yuanOf(terms.amount ?? 0),
        below: terms.threshold ? wallet.over(yuanOf(terms.threshold)) : wallet.noThreshold,
      };
    case 'discount':
      return {
        figure: foldOf(terms.percent ?? 0),
        after: wallet.fold,
        below: terms.cap === undefined ? wallet.discount : wallet.atMost(yuanOf(terms.cap)),
      };
    case 'multi':
      return { figure: String(terms.uses), after: wallet.times, below: wallet.multi };
    case 'exchange':
      return { figure: wallet.exchangeFigure, below: wallet.exchange };
    case 'bundle':
      return { figure: wallet.bundleFigure, below: wallet.bundle };
  }
}

/** What stands under an offer's title: until when, how many are left, or why not now. */
export function offerParts(offer: OfferView, now: number): string[] {
  if (offer.status !== 'open') return [offerLine(offer, now)];
  return [untilOf(offer.claimTo, now), wallet.leftOver(offer.left)];
}

/** The same in one line. */
export function offerLine(offer: OfferView, now: number): string {
  switch (offer.status) {
    case 'open':
      return offerParts(offer, now).join(' · ');
    case 'soon': {
      const wait = offer.claimFrom - now;
      if (wait > 0 && wait < 3_600_000) return wallet.opensIn(leftOf(wait));
      return wallet.opensAt(momentOf(offer.claimFrom, now));
    }
    case 'sold_out':
      return wallet.soldOut;
    case 'claimed':
      return wallet.claimedByMe(offer.claimedByMe);
    case 'ended':
      return wallet.ended;
  }
}

/** One line under a coupon's title: until when, or what became of it. */
export function couponLine(coupon: CouponView, now: number): string {
  const last = coupon.usedAt[coupon.usedAt.length - 1];
  if (coupon.status === 'used') return last ? `${momentOf(last.at, now)} · ${last.store.name}` : wallet.used;
  if (coupon.status === 'expired') return wallet.expiredOn(dayOf(coupon.validTo, now));
  if (coupon.status === 'revoked') return wallet.revoked;
  if (coupon.status === 'in_transfer') {
    return coupon.transferEndsAt ? wallet.backAt(momentOf(coupon.transferEndsAt, now)) : wallet.inTransfer;
  }
  if (coupon.validTo < now) return wallet.expiredOn(dayOf(coupon.validTo, now));
  if (coupon.validFrom > now) return wallet.usableFrom(momentOf(coupon.validFrom, now));
  return untilOf(coupon.validTo, now, wallet.untilWord);
}

/** The same, and for a coupon of several uses how many are left. */
export function couponParts(coupon: CouponView, now: number): string[] {
  const counts = coupon.uses > 1 && (coupon.status === 'unused' || coupon.status === 'partly_used');
  return [couponLine(coupon, now), ...(counts ? [wallet.usesLeft(coupon.usesLeft)] : [])];
}

/** Ends within three days: worth a word on the home screen and a tag in the wallet. */
export const endsSoon = (coupon: CouponView, now: number): boolean =>
  coupon.validTo - now < 3 * 86_400_000 && coupon.validTo > now;

export const storesLine = (terms: TermsView): string =>
  terms.stores === 'all' ? wallet.everyStore : terms.stores.map((store) => store.name).join('、');

/** The small print of an offer, row by row. The coupons of a bundle each keep their own: it says what is in it. */
export function termRows(offer: OfferView, now: number): Array<{ name: string; value: string }> {
  const rows = offer.kind === 'bundle' ? [partsRow(offer)] : conditionRows(offer, now);
  rows.push({
    name: wallet.rowClaim,
    value: spanOf(offer.claimFrom, offer.claimTo, now),
  });
  rows.push({ name: wallet.rowLimit, value: wallet.limit(offer.perMember) });
  if (offer.uses > 1) rows.push({ name: wallet.rowUses, value: usesLine(offer) });
  return rows;
}

const partsRow = ({ parts = [] }: OfferView) => ({
  name: wallet.rowParts,
  value: parts.map(({ title, count }) => wallet.part(title, count)).join('、'),
});

/** Where and when a coupon can be used. */
function conditionRows(offer: OfferView, now: number): Array<{ name: string; value: string }> {
  const rows = [{ name: wallet.rowStores, value: storesLine(offer) }];
  rows.push({ name: wallet.rowValidity, value: validityLine(offer, now) });
  if (offer.weekdays || offer.hours) rows.push({ name: wallet.rowTimes, value: timesLine(offer) });
  if (offer.blackout?.length) rows.push({ name: wallet.rowBlackout, value: daysLine(offer.blackout, now) });
  return rows;
}

const daysLine = (days: ParkDay[], now: number): string =>
  [...days]
    .sort()
    .map((day) => dayOf(startOfParkDay(day), now))
    .join('、');

function validityLine({ validity }: OfferView, now: number): string {
  if (validity.type === 'fixed') return spanOf(validity.from, validity.to, now);
  return wallet.daysFromClaim(validity.startInDays, validity.days);
}

function timesLine({ weekdays, hours }: TermsView): string {
  const days = weekdays ? wallet.weekdays(weekdays) : wallet.everyDay;
  const times = hours?.map(({ from, to }) => `${from}–${to}`).join('、');
  return times ? `${days} ${times}` : days;
}

function usesLine({ uses, usesPerDay, minGapDays }: TermsView): string {
  const parts = [wallet.usesAll(uses)];
  if (usesPerDay) parts.push(wallet.usesADay(usesPerDay));
  if (minGapDays) parts.push(wallet.usesGap(minGapDays));
  return parts.join('，');
}

export const usedLine = (at: number, store: string | undefined, now: number): string =>
  [`${dayOf(at, now)} ${clockOf(at)}`, store].filter(Boolean).join(' · ');
