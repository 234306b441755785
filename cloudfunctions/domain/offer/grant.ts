import type { Instant, MemberId, OfferId } from '../../../shared-types/ids';
import type { GrantOrigin } from './stock';

/** Coupons that the park gives by itself. */
export interface Grant {
  offerId: OfferId;
  memberId: MemberId;
  /** What they are given for; the same cause always gives the same coupons, once. */
  cause: string;
  origin: GrantOrigin;
  /** How many of them, or of the bundle. */
  count: number;
  /** Validity of its own instead of the offer's, e.g. the month of a birthday; null = the offer's. */
  window: { startAt: Instant; endAt: Instant } | null;
}

/** A grant that found no stock: shown to operators, and carried out when there is some. */
export interface GrantTask {
  _id: string;
  kind: 'grant';
  grant: Grant;
  at: Instant;
  /** The offer while it waits, the own id when it is done: what the index finds it by. */
  waitingFor: string;
}
