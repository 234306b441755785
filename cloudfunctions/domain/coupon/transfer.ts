import type { CouponId, Instant, MemberId } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import { judgeMark, type RequestMark } from '../request';
import { done, type Result, refuse } from '../result';
import { type CouponDoc, couponStatus, isInTransfer, type Transfer } from './coupon';
import type { TransferRow } from './ledger';

/** How long a gift waits to be accepted. */
export const TRANSFER_MS = DAY_MS;

export interface GiveView {
  token: string;
  expiresAt: Instant;
}
type Code =
  | 'already_used'
  | 'coupon_expired'
  | 'in_transfer'
  | 'revoked'
  | 'transfer_ended'
  | 'own_coupon'
  | 'request_id_reused';
/** A gift's next step: what changes, its ledger row and answer; or the answer at once. */
export type TransferDecision<Value> =
  | { change: { transfer: Transfer; owner: MemberId }; row: TransferRow; value: Value }
  | { answer: Result<Value, Code> };

/** Starts a gift. Only an unused coupon, and once per coupon; the token is 128 bits that only this cloud can make. */
export function decideGive(
  coupon: CouponDoc,
  request: RequestMark,
  token: string,
  at: Instant,
): TransferDecision<GiveView> {
  const mine = coupon.transfer;
  const verdict = judgeMark(mine?.key === request.key ? mine : undefined, request);
  if (verdict === 'repeat')
    return { answer: done({ token: (mine as Transfer).token, expiresAt: (mine as Transfer).expiresAt }) };
  if (verdict === 'reused') return { answer: refuse('request_id_reused') };
  const refusal = whyNotGivable(coupon, at);
  if (refusal) return { answer: refuse(refusal) };
  const transfer: Transfer = { ...request, token, at, expiresAt: at + TRANSFER_MS, ended: null };
  return {
    change: { transfer, owner: coupon.owner },
    row: row(coupon, 'given', coupon.owner, at, request.key),
    value: { token, expiresAt: transfer.expiresAt },
  };
}

function whyNotGivable(coupon: CouponDoc, at: Instant): Code | null {
  const status = couponStatus(coupon, at);
  // A prize stays with its winner.
  if (coupon.origin === 'prize') return 'transfer_ended';
  // Once per coupon, whatever became of it; its one transfer also keeps the marks that repeats look for.
  if (status === 'unused') return coupon.transfer ? 'transfer_ended' : null;
  if (status === 'expired') return 'coupon_expired';
  return status === 'partly_used' || status === 'used' ? 'already_used' : status;
}

/** Takes a gift: whoever has the token, but not its giver; once. */
export function decideAccept(
  coupon: CouponDoc | null,
  token: string,
  by: MemberId,
  request: RequestMark,
  at: Instant,
): TransferDecision<CouponId> {
  const transfer = coupon?.transfer;
  if (!coupon || !transfer || transfer.token !== token) return { answer: refuse('transfer_ended') };
  const mine = transfer.ended?.how === 'accepted' && transfer.ended.by === by ? transfer.ended : undefined;
  const verdict = judgeMark(mine?.key === request.key ? mine : undefined, request);
  if (verdict === 'repeat') return { answer: done(coupon._id) };
  if (verdict === 'reused') return { answer: refuse('request_id_reused') };
  if (!transfer.ended && coupon.owner === by) return { answer: refuse('own_coupon') };
  if (!isInTransfer(coupon, at) || coupon.state !== 'live' || at > coupon.endAt)
    return { answer: refuse('transfer_ended') };
  return {
    change: {
      transfer: { ...transfer, ended: { ...request, how: 'accepted', at, by } },
      owner: by,
    },
    row: row(coupon, 'accepted', by, at, request.key),
    value: coupon._id,
  };
}

/** Calls a gift back that nobody has taken yet. */
export function decideTakeBack(
  coupon: CouponDoc,
  request: RequestMark,
  at: Instant,
): TransferDecision<CouponId> {
  const { transfer } = coupon;
  const ended = transfer?.ended?.key === request.key ? transfer.ended : undefined;
  const verdict = judgeMark(ended, request);
  if (verdict === 'repeat') return { answer: done(coupon._id) };
  if (verdict === 'reused') return { answer: refuse('request_id_reused') };
  if (!transfer || !isInTransfer(coupon, at) || coupon.state !== 'live')
    return { answer: refuse('transfer_ended') };
  return {
    change: {
      transfer: { ...transfer, ended: { ...request, how: 'taken_back', at, by: coupon.owner } },
      owner: coupon.owner,
    },
    row: row(coupon, 'taken_back', coupon.owner, at, request.key),
    value: coupon._id,
  };
}

const row = (
  coupon: CouponDoc,
  step: TransferRow['step'],
  memberId: MemberId,
  at: Instant,
  key: string,
): TransferRow => ({
  _id: `trf_${coupon._id}_${step}_${key}`,
  type: 'transfer',
  step,
  couponId: coupon._id,
  offerId: coupon.offerId,
  memberId,
  at,
});
