import type { Fen, Instant, RedemptionId, StoreId } from '../../../shared-types/ids';
import { decideOffline } from '../../domain/coupon/offline';
import { isOwn, type Subject } from '../../domain/coupon/subject';
import { decidePassOffline } from '../../domain/pass/offline';
import type { Benefit } from '../../domain/pass/pass';
import type { RequestMark } from '../../domain/request';
import type { StaffDoc, StoreDoc } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { allStores, setting } from '../../store/config';
import { writeUse } from '../../store/coupons';
import type { OfflineVerdict } from '../../store/offline';
import { writePassUse } from '../../store/passes';

export interface Scan {
  request: RequestMark;
  storeId: StoreId;
  benefitId: string | undefined;
  bill: Fen | undefined;
  at: Instant;
  /** Whether a coupon's code was its present owner's. */
  ownersCode: boolean;
  approved: boolean;
  /** A manager decides it: that it is not the own was asked before. */
  decided?: true;
}
export interface OfflineRules {
  stores: StoreDoc[];
  benefits: Benefit[];
  cap: Fen;
}

/** What scans made without network are judged by: configuration, no request while it is fresh. */
export async function offlineRules({ db, now }: Ctx): Promise<OfflineRules> {
  const [stores, benefits, { cap }] = await Promise.all([
    allStores(db, now),
    setting(db, now, 'benefits'),
    setting(db, now, 'offline'),
  ]);
  return { stores, benefits: benefits.rows, cap };
}

/** Judges a scan of a coupon or of a holder's code, by the clerk who made it. */
export function judgeOffline(
  { db, keys, openid, now }: Ctx,
  subject: Subject,
  staff: StaffDoc,
  scan: Scan,
  rules: OfflineRules,
): OfflineVerdict {
  const id = subject.is === 'coupon' ? subject.coupon._id : subject.pass._id;
  const redemptionId = keys.derive('red_', id, scan.request.key) as RedemptionId;
  const command = {
    ...scan,
    redemptionId,
    ownCoupon: !scan.decided && isOwn(subject, keys.memberId(openid)),
  };
  if (subject.is === 'coupon') {
    const decision = decideOffline(subject.coupon, staff, command, rules.stores, rules.cap);
    if (decision.result !== 'accepted') return decision;
    const { redemption } = decision;
    const write = () => writeUse(db, subject.coupon, redemption);
    return { result: 'accepted', answer: redemption.answer, write };
  }
  const { pass, holder } = subject;
  const decision = decidePassOffline(pass, holder, staff, { ...command, now }, rules);
  if (decision.result !== 'accepted') return decision;
  const { redemption } = decision;
  return { result: 'accepted', answer: redemption.answer, write: () => writePassUse(db, pass, redemption) };
}
