import type { ResolvedView } from '../../../shared-types/contract/staff';
import type { Fen, RedemptionId } from '../../../shared-types/ids';
import { decideOffline, type ScanDoc } from '../../domain/coupon/offline';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, type StaffDoc, worksIn } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { allStores } from '../../store/config';
import { redeemOffline } from '../../store/offline';

interface Input {
  nonce: string;
  decision: 'accept' | 'dismiss';
  reason: string;
}

/**
 * A manager's word on an offline scan that could not stand. Accepting writes the use if the coupon still has one to
 * give; if it has not, the scan stays on the record as the park's loss. Nothing is edited away either way.
 */
export function resolve(input: Input, ctx: Ctx): Promise<Result<ResolvedView>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:resolve:${ctx.request.id}`, hash: ctx.request.hash };

  return commit(async (): Promise<Attempt<ResolvedView, string>> => {
    const [staff, scans] = await Promise.all([db.get('staff', by), db.find('scans', { nonce: input.nonce })]);
    const settled = scans.find(({ resolution }) => resolution?.key === request.key);
    const verdict = judgeMark(settled?.resolution ?? undefined, request);
    if (settled && verdict === 'repeat') return { answer: done(resolvedView(settled)) };
    if (verdict === 'reused') return { answer: refuse('request_id_reused') };
    if (!actsAs(staff, ['manager', 'operator'])) return { answer: refuse('not_allowed') };
    const scan = scans.find(({ openIn, _id }) => openIn !== _id);
    if (!scan) return { answer: refuse('not_found') };
    if (!worksIn(staff, scan.storeId)) return { answer: refuse('store_not_allowed') };

    const redemptionId = input.decision === 'accept' ? await acceptLate(ctx, scan, staff) : null;
    if (redemptionId === 'own_coupon') return { answer: refuse('own_coupon') };
    const resolution = { ...request, decision: input.decision, reason: input.reason, by, at: now };
    const change = { openIn: scan._id, resolution: _.set(resolution), redemptionId };
    return {
      write: () => db.update('scans', { _id: scan._id, openIn: scan.openIn }, change),
      value: resolvedView({ ...scan, redemptionId }),
    };
  });
}

const resolvedView = ({ nonce, redemptionId }: ScanDoc): ResolvedView => ({ nonce, redemptionId });

/**
 * The use as it would have been made; null if the coupon has none left to give. Safe to repeat. Nobody writes off the
 * own coupon, by a decision as little as by a scan.
 */
async function acceptLate(
  ctx: Ctx,
  scan: ScanDoc,
  manager: StaffDoc,
): Promise<RedemptionId | null | 'own_coupon'> {
  const { db, keys, now, openid } = ctx;
  const request: RequestMark = { key: scan.key, hash: scan.hash };
  const [clerk, stores] = await Promise.all([db.get('staff', scan.by), allStores(db, now)]);
  const end = await redeemOffline(db, scan.couponId ?? '', request, (coupon) =>
    decideOffline(
      coupon,
      clerk ?? manager,
      {
        request,
        redemptionId: keys.derive('red_', coupon._id, request.key) as RedemptionId,
        storeId: scan.storeId,
        bill: scan.bill ?? undefined,
        ownCoupon: coupon.owner === keys.memberId(openid),
        at: scan.at,
        approved: true,
      },
      stores,
      0 as Fen,
    ),
  );
  if (!end) return null;
  if (end.decision.result === 'accepted') return end.decision.redemption.answer.redemptionId;
  return end.decision.code === 'own_coupon' ? 'own_coupon' : null;
}
