import type { RedemptionId } from '../../../shared-types/ids';
import { decideUndo, type Undone } from '../../domain/coupon/undo';
import { type Result, refuse } from '../../domain/result';
import { actsAs, COUNTER_ROLES } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { commitOnCoupon, writeCoupon } from '../../store/coupons';

/** Takes a write-off back; the use stays on the record, marked, with a ledger row of its own. */
export function undo(
  input: { redemptionId: RedemptionId; reason: string },
  { db, keys, openid, now, request }: Ctx,
): Promise<Result<Undone>> {
  const by = keys.staffId(openid);
  const mark = { key: `${by}:undo:${request.id}`, hash: request.hash };

  return commitOnCoupon(db, mark.key, async (): Promise<Attempt<Undone, string>> => {
    const [staff, [coupon]] = await Promise.all([
      db.get('staff', by),
      db.find('coupons', { 'uses.redemptionId': input.redemptionId }, { limit: 1 }),
    ]);
    const earlier =
      coupon?.uses.find((use) => use.redemptionId === input.redemptionId)?.undone?.key === mark.key;
    if (!earlier && !actsAs(staff, COUNTER_ROLES)) return { answer: refuse('not_allowed') };
    if (!coupon || !staff) return { answer: refuse('not_found') };
    const ownCoupon = coupon.owner === keys.memberId(openid);
    const decision = decideUndo(coupon, staff, { ...input, request: mark, ownCoupon, at: now });
    if ('answer' in decision) return decision;
    const { index, mark: undone, left, row, answer } = decision.undo;
    return {
      write: () => writeCoupon(db, coupon, { left, [`uses.${index}.undone`]: _.set(undone) }, row, mark.key),
      value: answer,
    };
  });
}
