import type { Fen } from '../../../shared-types/ids';
import type { PassUndoRow } from '../coupon/ledger';
import { mayUndo, type UndoCode, type UndoCommand, type Undone, undoneView } from '../coupon/undo';
import { noVisitOn } from '../member/counts';
import { judgeMark } from '../request';
import { done, type Result, refuse } from '../result';
import { type StaffDoc, worksIn } from '../staff/staff';
import type { Counters, PassDoc, PassUse } from './pass';
import { counted } from './quota';
import { standingPassUses } from './use';

/** A use to be marked undone, by its place in `uses`, with what it gives back. */
export interface PassUndo {
  index: number;
  mark: NonNullable<PassUse['undone']>;
  used: Counters;
  termIndex: number;
  saved: Fen;
  row: PassUndoRow;
  answer: Undone;
}

/**
 * Decides taking a use of a benefit back: as for a coupon, where each holder's use of each benefit is a row of uses of
 * its own, so that the newest of them can go back although others went in after it.
 */
export function decidePassUndo(
  pass: PassDoc,
  staff: StaffDoc,
  command: UndoCommand,
): { undo: PassUndo } | { answer: Result<Undone, UndoCode> } {
  const { redemptionId, request, at } = command;
  const index = pass.uses.findIndex((use) => use.redemptionId === redemptionId);
  const use = pass.uses[index] as PassUse;
  const verdict = judgeMark(use.undone?.key === request.key ? use.undone : undefined, request);
  if (verdict === 'repeat') return { answer: done(undoneView(use, use.undone?.at ?? at)) };
  if (verdict === 'reused') return { answer: refuse('request_id_reused') };
  if (use.undone) return { answer: refuse('undo_closed', { at: use.undone.at }) };
  if (command.ownCoupon) return { answer: refuse('own_coupon') };
  if (!worksIn(staff, use.storeId)) return { answer: refuse('store_not_allowed') };
  if (newestLike(pass, use) !== use) return { answer: refuse('not_newest') };
  if (!mayUndo(staff, use, at)) return { answer: refuse('undo_closed') };

  const mark = { ...request, at, by: staff._id, reason: command.reason };
  const { holderId, benefitId } = use;
  const row: PassUndoRow = {
    _id: `und_${redemptionId}`,
    type: 'undo',
    redemptionId,
    couponId: null,
    offerId: null,
    pass: { passId: pass._id, holderId, benefitId },
    memberId: use.memberId,
    storeId: use.storeId,
    by: staff._id,
    at,
    uses: use.n,
    reason: command.reason,
    saved: use.saved,
    counts: noVisitOn(use.at),
  };
  return {
    undo: {
      index,
      mark,
      used: counted(pass.used, benefitId, use, -use.n),
      termIndex: pass.terms.findIndex(({ start }) => start === use.term),
      saved: use.saved,
      row,
      answer: undoneView(use, at),
    },
  };
}

const newestLike = (pass: PassDoc, { holderId, benefitId }: PassUse): PassUse | undefined =>
  standingPassUses(pass).findLast((use) => use.holderId === holderId && use.benefitId === benefitId);
