import type { RoundDraft } from '../../../shared-types/contract/lottery-desk';
import type { Instant, OfferId } from '../../../shared-types/ids';
import { startOfParkDay } from '../../../shared-types/park-day';
import type { OfferDoc } from '../offer/offer';

/** No prize of a draw may be worth more: 50,000 CNY. */
export const MAX_PRIZE_VALUE = 5_000_000;

type Offers = ReadonlyMap<OfferId, OfferDoc>;

/** Names of what the law or the round itself still lacks before it may be announced; empty = complete. */
export function missingToPublish(spec: RoundDraft, offers: Offers, now: Instant): string[] {
  return RULES.filter(([, holds]) => !holds(spec, offers, now)).map(([name]) => name);
}

const RULES: Array<[name: string, holds: (spec: RoundDraft, offers: Offers, now: Instant) => boolean]> = [
  ['closesAt', ({ opensAt, closesAt }, _offers, now) => opensAt < closesAt && now < closesAt],
  // Nobody guesses a day that has begun.
  ['day', ({ day, closesAt }) => closesAt <= startOfParkDay(day)],
  ['prizes', ({ prizes }) => prizes.length > 0],
  ['prizes.count', ({ prizes }) => prizes.every(({ count }) => count > 0)],
  ['prizes.value', ({ prizes }) => prizes.every(({ value }) => value <= MAX_PRIZE_VALUE)],
  ['prizes.offerId', ({ prizes }, offers) => prizes.every(({ offerId }) => isGivable(offers, offerId))],
  ['organiser', ({ organiser }) => organiser.length > 0],
  ['claimDays', ({ claimDays }) => claimDays > 0],
];

/** A coupon prize is one coupon of a published offer; a bundle has no stock of its own to be reserved. */
function isGivable(offers: Offers, offerId: OfferId | undefined): boolean {
  if (offerId === undefined) return true;
  const offer = offers.get(offerId);
  return offer?.status === 'published' && offer.spec.kind !== 'bundle';
}
