import type { RedemptionId } from '../../../shared-types/ids';
import { decideUndo, type Undone } from '../../domain/coupon/undo';
import { decidePassUndo } from '../../domain/pass/undo';
import { type Result, refuse } from '../../domain/result';
import { actsAs, COUNTER_ROLES } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { commitOnOne, writeCoupon } from '../../store/coupons';
import { writePassUndo } from '../../store/passes';
import { subjectOfRequest } from '../../store/presented';

/** Takes a write-off back; the use stays on the record, marked, with a ledger row of its own. */
export function undo(
  input: { redemptionId: RedemptionId; reason: string },
  { db, keys, openid, now, request }: Ctx,
): Promise<Result<Undone>> {
  const by = keys.staffId(openid);
  const me = keys.memberId(openid);
  const mark = { key: `${by}:undo:${request.id}`, hash: request.hash };
  const command = { ...input, request: mark, at: now };

  const attempt = async (): Promise<Attempt<Undone, string>> => {
    const used = { 'uses.redemptionId': input.redemptionId };
    const [staff, [coupon], [pass]] = await Promise.all([
      db.get('staff', by),
      db.find('coupons', used, { limit: 1 }),
      db.find('passes', used, { limit: 1 }),
    ]);
    const uses = [...(coupon?.uses ?? []), ...(pass?.uses ?? [])];
    const earlier = uses.find((use) => use.redemptionId === input.redemptionId)?.undone?.key === mark.key;
    if (!earlier && !actsAs(staff, COUNTER_ROLES)) return { answer: refuse('not_allowed') };
    if (!staff) return { answer: refuse('not_found') };
    if (coupon) {
      const decision = decideUndo(coupon, staff, { ...command, ownCoupon: coupon.owner === me });
      if ('answer' in decision) return decision;
      const { index, mark: undone, left, row, answer } = decision.undo;
      const change = { left, [`uses.${index}.undone`]: _.set(undone) };
      return { write: () => writeCoupon(db, coupon, change, row, mark.key), value: answer };
    }
    if (!pass) return { answer: refuse('not_found') };
    const decision = decidePassUndo(pass, staff, { ...command, ownCoupon: pass.people.includes(me) });
    if ('answer' in decision) return decision;
    return { write: () => writePassUndo(db, pass, decision.undo), value: decision.undo.answer };
  };
  return commitOnOne(attempt, async () =>
    (await subjectOfRequest(db, mark.key)) ? refuse('request_id_reused') : null,
  );
}
