import type { PassUnusable } from '../../../shared-types/contract/pass';
import type { ConfirmView } from '../../../shared-types/contract/staff';
import type { Fen, Instant, MemberId, RedemptionId, StoreId } from '../../../shared-types/ids';
import { endOfParkDay, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import type { PassRedemptionRow } from '../coupon/ledger';
import { visitOn } from '../member/counts';
import { judgeMark, type RequestMark } from '../request';
import { done, type Result, refuse } from '../result';
import { type StaffDoc, type StoreDoc, storeView, storeViews, worksIn } from '../staff/staff';
import { type Benefit, type Counters, ENTRY, type Holder, type PassDoc, type PassUse } from './pass';
import { counted, nextResetAt, placeOf, pruned, usedAt } from './quota';
import { statusAt, termOn } from './terms';

export interface PassUseCommand {
  request: RequestMark;
  redemptionId: RedemptionId;
  storeId: StoreId;
  benefitId: string | undefined;
  uses: number;
  /** Whether the clerk is one of the pass's people. */
  ownCoupon: boolean;
  typed: boolean;
  offline: boolean;
  at: Instant;
}

/** A use to be written: what it adds to the pass, its ledger row, and what it answers. */
export interface PassRedemption {
  use: PassUse;
  used: Counters;
  /** The term whose savings grow. */
  termIndex: number;
  row: PassRedemptionRow;
  answer: ConfirmView;
}

/** The answer this request got before, if this pass still carries its mark. Asked before any other check. */
export function earlierPassAnswer(pass: PassDoc, request: RequestMark): Result<ConfirmView> | null {
  const use = pass.uses.find(({ key }) => key === request.key);
  const verdict = judgeMark(use, request);
  if (verdict === 'first') return null;
  return verdict === 'reused' ? refuse('request_id_reused') : done(passConfirmView(use as PassUse));
}

/** The same from the ledger row of a use so old that the pass has dropped it. */
export const answerOfRow = (row: PassRedemptionRow, request: RequestMark): Result<ConfirmView> =>
  row.hash === request.hash
    ? done({ redemptionId: row._id, at: row.at, usesLeft: row.leftAfter })
    : refuse('request_id_reused');

/** Decides one use of a benefit by a holder, by a clerk already known to be one. */
export function decidePassUse(
  pass: PassDoc,
  holder: Holder,
  staff: StaffDoc,
  command: PassUseCommand,
  benefits: Benefit[],
  stores: StoreDoc[],
): { redemption: PassRedemption } | { refusal: Result<never> } {
  const { storeId, benefitId = ENTRY, uses, at } = command;
  if (!worksIn(staff, storeId) || !stores.some(({ _id }) => _id === storeId))
    return { refusal: refuse('store_not_allowed') };
  const benefit = benefits.find(({ id }) => id === benefitId);
  if (!benefit) return { refusal: refuse('invalid_input', { fields: ['benefitId'] }) };
  if (benefit.stores !== 'all' && !benefit.stores.includes(storeId))
    return { refusal: refuse('store_not_valid', { stores: storeViews(benefit.stores, stores) }) };
  if (command.ownCoupon) return { refusal: refuse('own_coupon') };
  const why = whyBenefitUnusable(pass, holder, benefit, at, uses);
  if (why) return { refusal: refuse(why, unusablePassDetail(why, pass, at, { benefit, holder, stores })) };
  return { redemption: redemptionOf(pass, holder, staff, command, benefit) };
}

/** Why the pass itself cannot be used at an instant, whatever for. */
export function whyPassUnusable(pass: PassDoc, at: Instant): PassUnusable | null {
  const status = statusAt(pass, at);
  return status === 'active' ? null : (`pass_${status}` as const);
}

/** Why a holder cannot use a benefit `wanted` times at an instant, or null. */
export function whyBenefitUnusable(
  pass: PassDoc,
  holder: Holder,
  benefit: Benefit,
  at: Instant,
  wanted = 1,
): PassUnusable | null {
  const why = whyPassUnusable(pass, at);
  if (why) return why;
  const day = parkDayOf(at);
  if (benefit.blackout.includes(day)) return 'blackout_day';
  const place = placeOf(benefit, holder.holderId, day, termOn(pass, day));
  return usedAt(pass.used, benefit.id, place) + wanted > benefit.quota ? 'benefit_used_up' : null;
}

/** What a person is told beside the code: since when, until when, and where the last use was. */
export function unusablePassDetail(
  why: PassUnusable,
  pass: PassDoc,
  at: Instant,
  about?: { benefit: Benefit; holder: Holder; stores: StoreDoc[] },
): Record<string, unknown> {
  const day = parkDayOf(at);
  const term = termOn(pass, day);
  if (why === 'pass_ended') return { validTo: endOfParkDay(term.end) };
  if (why === 'pass_not_started') return { validFrom: startOfParkDay(term.start) };
  if (why !== 'benefit_used_up' || !about) return {};
  const { benefit, holder, stores } = about;
  const { subject, period } = placeOf(benefit, holder.holderId, day, term);
  const last = standingPassUses(pass).findLast(
    (use) => use.benefitId === benefit.id && use.subject === subject && use.period === period,
  );
  return {
    benefit: benefit.name,
    nextResetAt: nextResetAt(benefit, day, term),
    ...(last ? { at: last.at, store: storeView(last.storeId, stores) } : {}),
  };
}

/** Uses that count: those not undone. */
export const standingPassUses = ({ uses }: Pick<PassDoc, 'uses'>): PassUse[] =>
  uses.filter((use) => !use.undone);

function redemptionOf(
  pass: PassDoc,
  holder: Holder,
  staff: StaffDoc,
  { request, redemptionId, storeId, at, uses: n, typed, offline }: PassUseCommand,
  benefit: Benefit,
): PassRedemption {
  const day = parkDayOf(at);
  const term = termOn(pass, day);
  const place = placeOf(benefit, holder.holderId, day, term);
  const leftAfter = benefit.quota - usedAt(pass.used, benefit.id, place) - n;
  const saved = (benefit.worth * n) as Fen;
  // The visit of whoever holds the phone; a child's is its guardian's.
  const memberId = holder.boundTo ?? (pass.owner as MemberId);
  const facts = { at, storeId, by: staff._id, memberId, typed, offline, saved, leftAfter };
  const { holderId } = holder;
  const use: PassUse = {
    ...request,
    ...facts,
    ...place,
    redemptionId,
    holderId,
    benefitId: benefit.id,
    n,
    term: term.key,
    undone: null,
  };
  const row: PassRedemptionRow = {
    ...facts,
    _id: redemptionId,
    type: 'redemption',
    couponId: null,
    offerId: null,
    pass: { passId: pass._id, holderId, benefitId: benefit.id },
    title: benefit.name,
    uses: n,
    cost: ((benefit.costPerUse ?? 0) * n) as Fen,
    off: null,
    hash: request.hash,
    counts: visitOn(at),
  };
  return {
    use,
    used: pruned(counted(pass.used, benefit.id, place, n), day),
    termIndex: pass.terms.findIndex(({ start }) => start === term.key),
    row,
    answer: passConfirmView(use),
  };
}

export const passConfirmView = ({ redemptionId, at, leftAfter }: PassUse): ConfirmView => ({
  redemptionId,
  at,
  usesLeft: leftAfter,
});
