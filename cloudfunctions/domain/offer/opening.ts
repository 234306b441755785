import type { Instant, MemberId, OfferId } from '../../../shared-types/ids';
import { addParkDays, endOfParkDay, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { isOutreachHour } from '../member/outreach';
import { type Result, refuse } from '../result';
import { type AudienceFacts, isEligible } from './audience';
import { claimEnd, type OfferDoc } from './offer';

/** Somebody who wants to be told before an offer opens. One a member and offer, by a unique index. */
export interface ReminderRow {
  /** Derived from the member and the request, so that a repeat finds its own answer. */
  _id: string;
  offerId: OfferId;
  memberId: MemberId;
  at: Instant;
  remindAt: Instant;
  /** Content of the request. */
  hash: string;
}

const MINUTE = 60_000;
/** How long before the opening people are told. */
const LEAD = 5 * MINUTE;
/** When they are told on the evening before, if the opening is at night: early enough for a crowd before 21:00. */
const EVENING = 20.5 * 60 * MINUTE;
const MORNING = 9 * 60 * MINUTE;

/**
 * When people are told of an opening: five minutes before; for one at night, when nobody is written to, at 20:30 of the
 * evening before it.
 */
export function remindAtOf(claimFrom: Instant): Instant {
  const shortly = claimFrom - LEAD;
  if (isOutreachHour(shortly)) return shortly;
  const evening = startOfParkDay(parkDayOf(claimFrom)) + EVENING;
  return evening < claimFrom ? evening : startOfParkDay(addParkDays(parkDayOf(claimFrom), -1)) + EVENING;
}

/** When I would be told of this offer, or null: it is too late to ask for it. */
export const reminderOf = (offer: OfferDoc, now: Instant): Instant | null => {
  const remindAt = remindAtOf(offer.spec.claimFrom);
  return offer.status === 'published' && now < remindAt && now < claimEnd(offer.spec) ? remindAt : null;
};

/** Whether this person may ask to be told; `ended`: it opens any moment, is open, stopped or over. */
export function refusalOfReminder(
  facts: AudienceFacts | null,
  offer: OfferDoc | null,
  now: Instant,
): Result<never> | null {
  if (!facts) return refuse('member_required');
  if (!offer || offer.status === 'draft') return refuse('not_found');
  if (reminderOf(offer, now) === null) return refuse('ended');
  return isEligible(offer.spec.audience, facts) ? null : refuse('not_eligible');
}

/**
 * What becomes of the reminders when their time has come (or has passed: a tick was left out): they go out now, or at
 * a later instant, or not at all. A late one is of use on the day of the opening, while there is something to claim.
 */
export function tellingOf(offer: OfferDoc | null, now: Instant): 'now' | 'never' | { at: Instant } {
  if (offer?.status !== 'published') return 'never';
  const { claimFrom } = offer.spec;
  const last = Math.min(claimEnd(offer.spec) - 1, endOfParkDay(parkDayOf(claimFrom)));
  const at = isOutreachHour(now) ? now : nextMorning(now);
  if (at > last) return 'never';
  return at === now ? 'now' : { at };
}

function nextMorning(now: Instant): Instant {
  const today = startOfParkDay(parkDayOf(now)) + MORNING;
  return now < today ? today : startOfParkDay(addParkDays(parkDayOf(now), 1)) + MORNING;
}
