import type { Fen, Instant, RedemptionId, StaffId } from '../../../shared-types/ids';
import { noVisitOn } from '../member/counts';
import { judgeMark, type RequestMark } from '../request';
import { done, type Result, refuse } from '../result';
import { type StaffDoc, worksIn } from '../staff/staff';
import { type CouponDoc, type CouponUse, standingUses } from './coupon';
import type { CouponUndoRow } from './ledger';

/** How long after a use its own clerk, and a manager of the store, may take it back. */
export const CLERK_UNDO_MS = 10 * 60_000;
export const MANAGER_UNDO_MS = 24 * 3_600_000;

export interface UndoCommand {
  redemptionId: RedemptionId;
  request: RequestMark;
  reason: string;
  ownCoupon: boolean;
  at: Instant;
}
export interface Undone {
  redemptionId: RedemptionId;
  at: Instant;
  usesLeft: number;
}
export type UndoCode =
  | 'undo_closed'
  | 'not_newest'
  | 'own_coupon'
  | 'store_not_allowed'
  | 'request_id_reused';

/** A use to be marked undone, by its place in `uses`, with the ledger row of the undo. */
export interface Undo {
  index: number;
  mark: NonNullable<CouponUse['undone']>;
  left: number;
  row: CouponUndoRow;
  answer: Undone;
}

/**
 * Decides taking a write-off back: only the newest use that stands, within ten minutes by the clerk who made it,
 * within a day by a manager of its store. The coupon becomes what it was, or is over if its time has ended.
 */
export function decideUndo(
  coupon: CouponDoc,
  staff: StaffDoc,
  command: UndoCommand,
): { undo: Undo } | { answer: Result<Undone, UndoCode> } {
  const { redemptionId, request, at } = command;
  const index = coupon.uses.findIndex((use) => use.redemptionId === redemptionId);
  const use = coupon.uses[index] as CouponUse;
  const verdict = use.undone
    ? judgeMark(use.undone.key === request.key ? use.undone : undefined, request)
    : 'first';
  if (verdict === 'repeat') return { answer: done(undoneView(use, use.undone?.at ?? at)) };
  if (verdict === 'reused') return { answer: refuse('request_id_reused') };
  if (use.undone) return { answer: refuse('undo_closed', { at: use.undone.at }) };
  if (command.ownCoupon) return { answer: refuse('own_coupon') };
  if (!worksIn(staff, use.storeId)) return { answer: refuse('store_not_allowed') };
  if (standingUses(coupon).at(-1) !== use) return { answer: refuse('not_newest') };
  if (!mayUndo(staff, use, at)) return { answer: refuse('undo_closed') };

  const mark = { ...request, at, by: staff._id, reason: command.reason };
  const row: CouponUndoRow = {
    _id: `und_${redemptionId}`,
    type: 'undo',
    redemptionId,
    couponId: coupon._id,
    offerId: coupon.offerId,
    memberId: coupon.owner,
    storeId: use.storeId,
    by: staff._id,
    at,
    uses: use.n,
    cost: ((coupon.terms.costPerUse ?? 0) * use.n) as Fen,
    reason: command.reason,
    counts: noVisitOn(use.at),
  };
  return { undo: { index, mark, left: coupon.left + use.n, row, answer: undoneView(use, at) } };
}

/** The window closes for good when it closes: a clock that goes back does not open it before the use. */
export const mayUndo = (staff: StaffDoc, use: { at: Instant; by: StaffId }, at: Instant): boolean => {
  const age = at - use.at;
  if (staff.role === 'clerk') return use.by === (staff._id as StaffId) && age <= CLERK_UNDO_MS;
  return age <= MANAGER_UNDO_MS;
};

/** Also for a repeat: uses left right after that undo, which took back the newest standing use. */
export const undoneView = (
  use: { redemptionId: RedemptionId; leftAfter: number; n: number },
  at: Instant,
): Undone => ({
  redemptionId: use.redemptionId,
  at,
  usesLeft: use.leftAfter + use.n,
});
