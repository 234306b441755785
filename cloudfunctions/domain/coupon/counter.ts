import type { CodeView } from '../../../shared-types/contract/wallet';
import {
  type CodeFacts,
  type CodeKind,
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

/** What a code names, and what a clerk without network is told of it. */
export interface Named {
  kind: CodeKind;
  id: string;
  /** The 8 digits that name it for typing. */
  number: string;
  /** What the digits that change with the step are made of. */
  stepName: string;
  /** As they will be when a code is shown: what is left today is not what is left after midnight. */
  factsAt(at: Instant): CodeFacts;
}

/** Marks the codes of a coupon that was accepted as a gift; it is given on once at most. */
const GIFT = '_g';
const wasGiven = ({ transfer }: CouponDoc): boolean => transfer?.ended?.how === 'accepted';

/**
 * What the code of a coupon says. An accepted gift is called otherwise than before: codes that its giver's phone had
 * fetched ahead do not name the coupon of its new owner.
 */
export function couponNamed(coupon: CouponDoc): Named {
  const { number, endAt, offerId: about, left: usesLeft } = coupon;
  const mark = wasGiven(coupon) ? GIFT : '';
  const factsAt = () => ({ endAt, about, usesLeft });
  return { kind: 'c', id: coupon._id + mark, number, stepName: number + mark, factsAt };
}

/** The coupon that a code names, whoever's code it is. */
export const namedCoupon = ({ id }: Pick<ParsedCode, 'id'>): CouponId => id.replace(/_g$/, '') as CouponId;

/** Whether a code is the present owner's, not that of who gave the coupon away. */
export const isOwnersCode = ({ id }: ParsedCode, coupon: CouponDoc): boolean => id === couponNamed(coupon).id;

/** The rotating code of a coupon or holder that can be used, with those of the next three minutes. */
export function codeView(named: Named, now: Instant, keys: CounterKeys): CodeView {
  const step = stepOf(now);
  const { code, number } = codeAt(named, step, keys);
  const next = Array.from({ length: STEPS_AHEAD }, (_unused, i) => step + 1 + i).map((later) => ({
    ...codeAt(named, later, keys),
    validFrom: stepStart(later),
    validUntil: codeGoodUntil(later),
  }));
  return { code, number, stepSeconds: STEP_SECONDS, validUntil: codeGoodUntil(step), next };
}

function codeAt(
  { kind, id, number, stepName, factsAt }: Named,
  step: number,
  keys: CounterKeys,
): { code: string; number: string } {
  const signed = signedText({ kid: keys.kid, kind, id, step, facts: factsAt(stepStart(step)) });
  return { code: `${signed}.${keys.sign(signed)}`, number: numberAt({ number, stepName }, step, keys) };
}

/** Holders of passes have the names from 90000000 on, coupons all others: one look-up for either. */
const HOLDERS_BEGIN_WITH = '9';
export const isHolderNumber = (name: string): boolean => name.startsWith(HOLDERS_BEGIN_WITH);
/** A holder's name of 7 digits that were drawn. */
export const holderNumberOf = (digits: string): string => HOLDERS_BEGIN_WITH + digits;

/** 8 digits name the coupon or holder, 3 change with the step, the last is a Luhn digit. */
const numberAt = (
  { number, stepName }: Pick<Named, 'number' | 'stepName'>,
  step: number,
  keys: CounterKeys,
): string => {
  const digits = number + keys.digits(3, 'step', stepName, String(step));
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
export const isNumberFresh = (
  text: string,
  named: Pick<Named, 'number' | 'stepName'>,
  now: Instant,
  keys: CounterKeys,
): boolean => [stepOf(now), stepOf(now) - 1].some((step) => numberAt(named, step, keys) === text);
