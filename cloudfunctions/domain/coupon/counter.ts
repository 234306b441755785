import type { CodeView } from '../../../shared-types/contract/wallet';
import {
  codeGoodUntil,
  isFresh,
  isWellTyped,
  luhnDigit,
  type ParsedCode,
  parseCounterCode,
  STEP_SECONDS,
  STEPS_AHEAD,
  signedText,
  stepOf,
  stepStart,
} from '../../../shared-types/counter-code';
import type { CouponId, Instant } from '../../../shared-types/ids';
import type { CouponDoc } from './coupon';

/** The secrets a counter code is made with; pure functions of their input. */
export interface CounterKeys {
  kid: string;
  sign(text: string): string;
  verify(kid: string, text: string, signature: string): boolean;
  digits(digits: number, ...parts: string[]): string;
}

/** The rotating code of a coupon that can be used, with those of the next three minutes. */
export function codeView(coupon: CouponDoc, now: Instant, keys: CounterKeys): CodeView {
  const step = stepOf(now);
  const { code, number } = codeAt(coupon, step, keys);
  const next = Array.from({ length: STEPS_AHEAD }, (_unused, i) => step + 1 + i).map((later) => ({
    ...codeAt(coupon, later, keys),
    validFrom: stepStart(later),
    validUntil: codeGoodUntil(later),
  }));
  return { code, number, stepSeconds: STEP_SECONDS, validUntil: codeGoodUntil(step), next };
}

/** Marks the codes of a coupon that was accepted as a gift; it is given on once at most. */
const GIFT = '_g';
const wasGiven = ({ transfer }: CouponDoc): boolean => transfer?.ended?.how === 'accepted';

/**
 * What a coupon is called in its codes. An accepted gift is called otherwise than before: codes that its giver's phone
 * had fetched ahead do not name the coupon of its new owner.
 */
const codeName = (coupon: CouponDoc): string => (wasGiven(coupon) ? coupon._id + GIFT : coupon._id);

/** The coupon that a code names, whoever's code it is. */
export const namedCoupon = ({ id }: ParsedCode): CouponId => id.replace(/_g$/, '') as CouponId;

/** Whether a code is the present owner's, not that of who gave the coupon away. */
export const isOwnersCode = ({ id }: ParsedCode, coupon: CouponDoc): boolean => id === codeName(coupon);

function codeAt(coupon: CouponDoc, step: number, keys: CounterKeys): { code: string; number: string } {
  const facts = { endAt: coupon.endAt, about: coupon.offerId, usesLeft: coupon.left };
  const signed = signedText({ kid: keys.kid, kind: 'c', id: codeName(coupon), step, facts });
  return { code: `${signed}.${keys.sign(signed)}`, number: numberAt(coupon, step, keys) };
}

/** 8 digits name the coupon, 3 change with the step, the last is a Luhn digit. */
const numberAt = (coupon: CouponDoc, step: number, keys: CounterKeys): string => {
  const { number } = coupon;
  const digits = number + keys.digits(3, 'step', wasGiven(coupon) ? number + GIFT : number, String(step));
  return digits + luhnDigit(digits);
};

/** What a clerk scanned or typed, as far as it can be judged without the database. */
export type Presented =
  | { by: 'code'; code: ParsedCode; fresh: boolean }
  | { by: 'number'; name: string; text: string };

/** Whether a clerk typed it: counted when it is wrong, and closed after too many. */
export const isTyped = (text: string): boolean => /^\d+$/.test(text);

/** null: not one of our codes, whatever is wrong with it. */
export function readPresented(text: string, now: Instant, keys: CounterKeys): Presented | null {
  if (isTyped(text)) return isWellTyped(text) ? { by: 'number', name: text.slice(0, 8), text } : null;
  const code = parseCounterCode(text);
  if (!code || !keys.verify(code.kid, code.signed, code.signature)) return null;
  return { by: 'code', code, fresh: isFresh(code.step, now) };
}

/** Whether a typed number is its owner's of the present step or the one before. */
export const isNumberFresh = (text: string, coupon: CouponDoc, now: Instant, keys: CounterKeys): boolean =>
  [stepOf(now), stepOf(now) - 1].some((step) => numberAt(coupon, step, keys) === text);
