import type { ConflictView } from '../../../shared-types/contract/staff';
import { parkDayOf } from '../../../shared-types/park-day';
import { type CouponUse, standingUses } from '../../domain/coupon/coupon';
import type { ScanDoc } from '../../domain/coupon/offline';
import { standingPassUses } from '../../domain/pass/use';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, storeView, worksIn } from '../../domain/staff/staff';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';
import { namesOf } from '../../store/staff';

const SHOWN = 100;

/** Offline scans of my stores that could not stand, oldest first, each beside the use that stands against it. */
export async function conflicts(_input: object, ctx: Ctx): Promise<Result<{ items: ConflictView[] }>> {
  const { db, keys, openid, now } = ctx;
  const [staff, stores] = await Promise.all([db.get('staff', keys.staffId(openid)), allStores(db, now)]);
  if (!actsAs(staff, ['manager', 'operator'])) return refuse('not_allowed');
  const mine = stores.map(({ _id }) => _id).filter((id) => worksIn(staff, id));
  const scans = await db.find('scans', { openIn: _.in(mine) }, { order: [['at', 'asc']], limit: SHOWN });
  if (scans.length === 0) return done({ items: [] });

  const usesOf = await usesAgainst(db, scans.filter(isAgainstUse));
  const standing = (scan: ScanDoc) => (isAgainstUse(scan) ? usesOf(scan).at(-1) : undefined);
  const clerks = scans.flatMap((scan) => [scan.by, standing(scan)?.by ?? scan.by]);
  const nameOf = await namesOf(db, clerks);
  const items = scans.map((scan): ConflictView => {
    const other = standing(scan);
    return {
      nonce: scan.nonce,
      deviceId: scan.deviceId,
      code: scan.code ?? '',
      title: scan.title,
      couponId: scan.couponId,
      ...(scan.pass ? { pass: scan.pass } : {}),
      scan: { at: scan.at, store: storeView(scan.storeId, stores), clerk: nameOf(scan.by) },
      ...(other
        ? { other: { at: other.at, store: storeView(other.storeId, stores), clerk: nameOf(other.by) } }
        : {}),
    };
  });
  return done({ items });
}

/** Whether it was another use that left no room for the scan; a dear coupon or a dismissed clerk has no other side. */
const isAgainstUse = ({ code }: ScanDoc): boolean =>
  code === 'already_used' ||
  code === 'used_up_today' ||
  code === 'gap_not_reached' ||
  code === 'benefit_used_up';

type StandingUse = Pick<CouponUse, 'at' | 'storeId' | 'by'>;

/** Uses that stand against scans: of the coupon, or of the pass's benefit in the scan's own day, month or term. */
async function usesAgainst(db: Db, scans: ScanDoc[]): Promise<(scan: ScanDoc) => StandingUse[]> {
  const couponIds = scans.flatMap(({ couponId }) => couponId ?? []);
  const passIds = scans.flatMap(({ pass }) => pass?.passId ?? []);
  const [coupons, passes] = await Promise.all([
    couponIds.length > 0 ? db.find('coupons', { _id: _.in(couponIds) }, { fields: ['uses'] }) : [],
    passIds.length > 0 ? db.find('passes', { _id: _.in(passIds) }, { fields: ['uses'] }) : [],
  ]);
  return ({ couponId, pass, at }) => {
    const coupon = coupons.find(({ _id }) => _id === couponId);
    if (coupon) return standingUses(coupon);
    const used = passes.find(({ _id }) => _id === pass?.passId);
    return (used ? standingPassUses(used) : []).filter(
      ({ benefitId, holderId, subject, period }) =>
        benefitId === pass?.benefitId &&
        (subject === 'pass' || holderId === pass?.holderId) &&
        (period.length !== 10 || period === parkDayOf(at)),
    );
  };
}
