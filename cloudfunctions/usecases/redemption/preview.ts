import type { PreviewView } from '../../../shared-types/contract/staff';
import { isTyped, readPresented } from '../../domain/coupon/counter';
import { type CouponDoc, standingUses } from '../../domain/coupon/coupon';
import { isOwn } from '../../domain/coupon/subject';
import { whyUnusable } from '../../domain/coupon/usable';
import { type MemberDoc, maskedName } from '../../domain/member/member';
import { done, type Result, refuse } from '../../domain/result';
import { typingClosedUntil } from '../../domain/staff/attempts';
import {
  actsAs,
  COUNTER_ROLES,
  type StaffDoc,
  type StoreDoc,
  storeView,
  storeViews,
  worksIn,
} from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { random } from '../../platform/random';
import { countWrongNumber, recordClosing } from '../../store/attempts';
import { allStores, setting } from '../../store/config';
import { memberOf } from '../../store/members';
import { presentedSubject, refusalOfPresented } from '../../store/presented';
import { previewPass } from './preview-pass';

/** What a clerk sees between scan and confirm. Changes nothing; `why` is the code that confirm would give. */
export async function preview(input: { code: string }, ctx: Ctx): Promise<Result<PreviewView>> {
  const { db, keys, now, openid } = ctx;
  const presented = readPresented(input.code, now, keys);
  const by = keys.staffId(openid);
  const [staff, subject] = await Promise.all([
    db.get('staff', by),
    presented ? presentedSubject(db, presented) : null,
  ]);
  if (!actsAs(staff, COUNTER_ROLES)) return refuse('not_allowed');
  const typed = isTyped(input.code);
  const until = typed ? typingClosedUntil(staff, now) : null;
  if (until !== null) {
    await recordClosing(db, staff, staff);
    return refuse('too_many_attempts', { until });
  }
  const wrong = refusalOfPresented(presented, subject, now, keys);
  if (wrong && typed) await countWrongNumber(db, staff, { at: now, id: random.token() });
  if (wrong || !subject) return refuse(wrong ?? 'code_invalid');

  const own = isOwn(subject, keys.memberId(openid));
  const ownerId = subject.is === 'coupon' ? subject.coupon.owner : subject.pass.owner;
  const [owner, stores, benefits, kinds] = await Promise.all([
    ownerId ? memberOf(db, ownerId) : null,
    allStores(db, now),
    subject.is === 'pass' ? setting(db, now, 'benefits') : null,
    subject.is === 'pass' ? setting(db, now, 'passKinds') : null,
  ]);
  if (subject.is === 'coupon') return done(previewCoupon(subject.coupon, staff, { owner, own, stores, now }));
  const kind = kinds?.kinds[subject.pass.kind];
  return done({
    ...previewPass(subject.pass, subject.holder, staff, { own, stores, now, benefits: benefits?.rows ?? [] }),
    title: kind?.name ?? subject.pass.kind,
    owner: maskedName(owner?.nickname ?? null),
  });
}

function previewCoupon(
  coupon: CouponDoc,
  staff: StaffDoc,
  { owner, own, stores, now }: { owner: MemberDoc | null; own: boolean; stores: StoreDoc[]; now: number },
): PreviewView {
  const why = whyNot(coupon, staff, own, now);
  return {
    kind: coupon.terms.kind,
    title: coupon.terms.title,
    owner: maskedName(owner?.nickname ?? null),
    valid: why === null,
    ...(why ? { why } : {}),
    usesLeft: coupon.left,
    validTo: coupon.endAt,
    stores: coupon.terms.stores === 'all' ? 'all' : storeViews(coupon.terms.stores, stores),
    ...lastUseOf(coupon, stores),
  };
}

/** The store is chosen at confirming; here it is enough that one of the clerk's stores would do. */
function whyNot(coupon: CouponDoc, staff: StaffDoc, own: boolean, now: number): string | null {
  const { stores } = coupon.terms;
  if (stores !== 'all' && !stores.some((storeId) => worksIn(staff, storeId))) return 'store_not_valid';
  return own ? 'own_coupon' : whyUnusable(coupon, now);
}

function lastUseOf(coupon: CouponDoc, stores: StoreDoc[]): Pick<PreviewView, 'lastUse'> {
  const last = standingUses(coupon).at(-1);
  return last ? { lastUse: { at: last.at, store: storeView(last.storeId, stores) } } : {};
}
