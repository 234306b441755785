import type { Props, ServerEvent } from '../../../shared-types/events';
import type { MemberId } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { sha256Hex } from '../../../shared-types/sha256';
import type { Booked } from '../ledger';
import { BY_LEAVING } from '../member/erase';
import type { EventRow } from './event';

/**
 * What follows from a ledger row: one event, or none where the row is about nobody or about the park's own books. Its id
 * derives from the row's, so that it is there once however often the row is carried out.
 */
export function eventOf(row: Booked): EventRow | null {
  const said = isLeaving(row) ? null : say(row);
  if (!said || !('memberId' in row) || row.memberId === null) return null;
  const [name, props] = said;
  return {
    // Ids of rows may name their member, who may leave.
    _id: `evl_${sha256Hex(row._id).slice(0, 32)}`,
    id: row._id,
    name,
    at: row.at,
    knownAt: row.knownAt,
    day: parkDayOf(row.at),
    who: row.memberId as MemberId,
    member: true,
    age: null,
    dwell: null,
    page: null,
    props,
    session: null,
    channel: row.type === 'issue' ? row.channel : null,
    hash: null,
    by: 'ledger',
    todo: row.knownAt,
    names: [name],
    days: [parkDayOf(row.at)],
  };
}

/** What follows from somebody's leaving is about nobody any more. */
const isLeaving = (row: Booked): boolean =>
  (row.type === 'consent' && row.version === null) ||
  (row.type === 'points' && row.cause.what === 'forfeited') ||
  (row.type === 'revoke' && row.by === BY_LEAVING);

function say(row: Booked): [ServerEvent, Props] | null {
  switch (row.type) {
    case 'issue':
      return ['coupon_claimed', { offerId: row.offerId, couponId: row.couponId }];
    case 'redemption': {
      const { offerId, couponId, storeId, uses, cost, pass } = row;
      return [
        'redemption_confirmed',
        { offerId, couponId, storeId, uses, cost, benefitId: pass?.benefitId ?? null },
      ];
    }
    case 'undo':
      return ['redemption_undone', { offerId: row.offerId, takesBack: row.redemptionId, uses: row.uses }];
    case 'transfer':
      return row.step === 'given'
        ? ['coupon_given', { offerId: row.offerId, couponId: row.couponId }]
        : row.step === 'accepted'
          ? ['coupon_received', { offerId: row.offerId, couponId: row.couponId }]
          : null;
    case 'revoke':
      return ['coupon_revoked', { offerId: row.offerId, couponId: row.couponId }];
    case 'paid':
      return ['order_paid', { campaignId: row.campaignId, orderId: row.orderId, amount: row.amount }];
    case 'refunded':
      return ['order_refunded', { campaignId: row.campaignId, orderId: row.orderId, amount: row.amount }];
    case 'pass':
      return [
        row.step === 'activated' ? 'pass_activated' : 'pass_renewed',
        { passId: row.passId, price: row.price },
      ];
    case 'checkin':
      return ['checkin_signed', { day: row.day, streak: row.streak, madeUp: row.madeUp }];
    case 'points':
      return ['points_changed', { delta: row.delta, what: row.cause.what }];
    case 'consent':
      return row.joined
        ? ['member_joined', { version: row.version }]
        : ['consent_changed', { profiling: row.scopes.profiling }];
    default:
      return null;
  }
}
