import type { ConfigOf } from '../../../shared-types/contract/config';
import type { Instant, MemberId, PassId } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import type { PassRow } from '../ledger';
import { paidOn } from '../member/counts';
import { type RequestMark, ringWith } from '../request';
import { type Result, refuse } from '../result';
import { refusalOfOpening } from './activate';
import type { RenewalOrder } from './ledger';
import type { PassDoc, Term } from './pass';
import { firstStart, renewalWindow, termAfter } from './terms';
import { passView } from './view';

/** Why a bought pass, whose code was right, cannot prolong this one now; null if it can. */
export function refusalOfSpending(
  bought: PassDoc,
  pass: PassDoc,
  now: Instant,
  config: ConfigOf<'passKinds'>,
): Result<never> | null {
  const today = parkDayOf(now);
  const refusal = refusalOfOpening(bought, today, config);
  if (refusal) return refusal;
  // Its days were over and it has begun by itself: there is nothing left to begin elsewhere.
  if (firstStart(bought.soldOn, today, config) !== today) return refuse('already_activated');
  if (bought.kind !== pass.kind)
    return refuse('activation_invalid', { kind: bought.kind, wanted: pass.kind });
  const { from, to } = renewalWindow(pass, now);
  return now < from || now > to ? refuse('renew_not_open', { from, to }) : null;
}

/** What a renewal changes on the pass it prolongs. */
export interface Renewal {
  term: Term;
  row: PassRow;
  rq: PassDoc['rq'];
}

/** Whether a pass was prolonged by this bought one. */
export const isRenewedBy = ({ terms }: Pick<PassDoc, 'terms'>, bought: PassId): boolean =>
  terms.some(({ from }) => from === bought);

/**
 * One more term for a pass, as the order said it; null if another renewal came between, and this one must go back.
 * The same order always makes the same term, whoever carries it out.
 */
export function renewalOf(
  pass: PassDoc,
  order: RenewalOrder,
  request: RequestMark,
  config: ConfigOf<'passKinds'>,
): Renewal | null {
  if (pass.terms.length !== order.terms) return null;
  const { at, price, bought } = order;
  const kind = config.kinds[pass.kind];
  const term = termAfter(pass, kind, { from: bought, price }, parkDayOf(at));
  const row: PassRow = {
    _id: `ren_${bought}`,
    type: 'pass',
    step: 'renewed',
    passId: pass._id,
    memberId: pass.owner as MemberId,
    price,
    at,
    counts: paidOn(at, price),
  };
  const renewed = { ...pass, terms: [...pass.terms, term] };
  return { term, row, rq: ringWith(pass.rq, request, passView(renewed, order.by, kind, at)) };
}
