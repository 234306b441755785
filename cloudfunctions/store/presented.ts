import type { CodeKind } from '../../shared-types/counter-code';
import type { Instant } from '../../shared-types/ids';
import {
  couponNamed,
  isHolderNumber,
  isNumberFresh,
  isOwnersCode,
  namedCoupon,
  type Presented,
} from '../domain/coupon/counter';
import type { CouponDoc } from '../domain/coupon/coupon';
import type { Subject } from '../domain/coupon/subject';
import type { Holder, PassDoc } from '../domain/pass/pass';
import type { Db } from '../platform/db';
import type { Keys } from '../platform/keys';

/** Whether a scanned code or typed number names a holder of a pass; said without the database. */
export const isOfPass = (presented: Presented | null): boolean =>
  presented !== null &&
  (presented.by === 'code' ? presented.code.kind === 'p' : isHolderNumber(presented.name));

/** What a scanned code or typed number stands for: one request either way. */
export async function presentedSubject(db: Db, presented: Presented): Promise<Subject | null> {
  if (presented.by === 'code') return subjectById(db, presented.code.kind, presented.code.id);
  const { name } = presented;
  if (isHolderNumber(name)) {
    const [pass] = await db.find('passes', { names: name }, { limit: 1 });
    return ofPass(pass, ({ number }) => number === name);
  }
  return ofCoupon((await db.find('coupons', { number: name }, { limit: 1 }))[0]);
}

/** The same, where only a coupon is meant. */
export async function presentedCoupon(db: Db, presented: Presented): Promise<CouponDoc | null> {
  const subject = isOfPass(presented) ? null : await presentedSubject(db, presented);
  return subject?.is === 'coupon' ? subject.coupon : null;
}

/** The coupon, or the pass with its holder, that a code names. */
export async function subjectById(db: Db, kind: CodeKind, id: string): Promise<Subject | null> {
  if (kind === 'c') return ofCoupon(await db.get('coupons', namedCoupon({ id })));
  const [pass] = await db.find('passes', { 'holders.holderId': id }, { limit: 1 });
  return ofPass(pass, ({ holderId }) => holderId === id);
}

const ofCoupon = (coupon: CouponDoc | null | undefined): Subject | null =>
  coupon ? { is: 'coupon', coupon } : null;

function ofPass(pass: PassDoc | undefined, isShown: (holder: Holder) => boolean): Subject | null {
  const holder = pass?.holders.find(isShown);
  return pass && holder ? { is: 'pass', pass, holder } : null;
}

/** Form, signature and existence are refused alike; only a code known to be ours may be called too old. */
export function refusalOfPresented(
  presented: Presented | null,
  subject: Subject | null,
  now: Instant,
  keys: Keys,
): 'code_invalid' | 'code_expired' | null {
  if (!presented || !subject) return 'code_invalid';
  return isGood(presented, subject, now, keys) ? null : 'code_expired';
}

function isGood(presented: Presented, subject: Subject, now: Instant, keys: Keys): boolean {
  if (presented.by === 'code')
    return presented.fresh && (subject.is === 'pass' || isOwnersCode(presented.code, subject.coupon));
  const named = subject.is === 'coupon' ? couponNamed(subject.coupon) : nameOfHolder(subject.holder);
  return isNumberFresh(presented.text, named, now, keys);
}

const nameOfHolder = ({ number }: Holder) => ({ number, stepName: number });

/** What a request has changed before, coupon or pass; null for a new one. Two requests in one round. */
export async function subjectOfRequest(db: Db, key: string): Promise<Subject | null> {
  const [[coupon], [pass]] = await Promise.all([
    db.find('coupons', { rids: key }, { limit: 1 }),
    db.find('passes', { rids: key }, { limit: 1 }),
  ]);
  return ofCoupon(coupon) ?? ofPass(pass, () => true);
}
