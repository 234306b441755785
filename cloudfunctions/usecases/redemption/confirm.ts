import type { ConfirmView } from '../../../shared-types/contract/staff';
import type { Fen, RedemptionId, StoreId } from '../../../shared-types/ids';
import { isTyped, type Presented, readPresented } from '../../domain/coupon/counter';
import { decideRedeem } from '../../domain/coupon/redeem';
import { earlierUse, isOwn, type Subject, syncedBefore } from '../../domain/coupon/subject';
import type { Benefit } from '../../domain/pass/pass';
import { answerOfRow, decidePassUse } from '../../domain/pass/use';
import type { RequestMark } from '../../domain/request';
import { type Result, refuse } from '../../domain/result';
import { typingClosedUntil } from '../../domain/staff/attempts';
import { actsAs, COUNTER_ROLES, type StaffDoc, type StoreDoc } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { countWrongNumber, recordClosing } from '../../store/attempts';
import type { Attempt } from '../../store/commit';
import { allStores, setting } from '../../store/config';
import { commitOnOne, writeUse } from '../../store/coupons';
import { writePassUse } from '../../store/passes';
import { isOfPass, presentedSubject, refusalOfPresented, subjectOfRequest } from '../../store/presented';

interface Input {
  code: string;
  storeId: StoreId;
  benefitId?: string | undefined;
  uses: number;
  bill?: Fen | undefined;
}

/**
 * Writes a coupon or a benefit of a pass off, exactly once: staff row and subject are read together, the rule decides,
 * and one conditional write on the subject carries the use, the request's mark and the ledger row to come.
 */
export async function confirm(input: Input, ctx: Ctx): Promise<Result<ConfirmView>> {
  const request = { key: `${ctx.keys.staffId(ctx.openid)}:${ctx.request.id}`, hash: ctx.request.hash };
  const presented = readPresented(input.code, ctx.now, ctx.keys);
  let shown: Subject | null = null;
  const attempt = async (): Promise<Attempt<ConfirmView, string>> => {
    const { subject, step } = await decide(input, ctx, presented, request);
    shown = subject;
    return step;
  };
  // A repeat must get its first answer even if its code is too old, bent or another one now.
  return commitOnOne(attempt, () => answerElsewhere(ctx, request, shown));
}

interface Decided {
  subject: Subject | null;
  step: Attempt<ConfirmView, string>;
}

async function decide(
  input: Input,
  ctx: Ctx,
  presented: Presented | null,
  request: RequestMark,
): Promise<Decided> {
  const { db, keys, now, openid } = ctx;
  const by = keys.staffId(openid);
  const typed = isTyped(input.code);
  const [staff, subject, stores, benefits] = await Promise.all([
    db.get('staff', by),
    presented ? presentedSubject(db, presented) : null,
    allStores(db, now),
    isOfPass(presented) ? setting(db, now, 'benefits') : null,
  ]);
  const earlier = subject && (earlierUse(subject, request) ?? syncedBefore(subject, by, ctx.request.id));
  const answered = (answer: Result<ConfirmView>): Decided => ({ subject, step: { answer } });
  if (earlier) return answered(earlier);
  if (!actsAs(staff, COUNTER_ROLES)) return answered(refuse('not_allowed'));
  const until = typed ? typingClosedUntil(staff, now) : null;
  if (until !== null) {
    await recordClosing(db, staff, staff);
    return answered(refuse('too_many_attempts', { until }));
  }
  const wrong = refusalOfPresented(presented, subject, now, keys);
  if (wrong && typed) await countWrongNumber(db, staff, { at: now, id: request.key });
  if (wrong || !subject) return answered(refuse(wrong ?? 'code_invalid'));
  const use = decideUse(ctx, subject, { input, request, typed, staff }, stores, benefits?.rows ?? []);
  return 'refusal' in use ? answered(use.refusal) : { subject, step: use };
}

function decideUse(
  { db, keys, now, openid }: Ctx,
  subject: Subject,
  { input, request, typed, staff }: { input: Input; request: RequestMark; typed: boolean; staff: StaffDoc },
  stores: StoreDoc[],
  benefits: Benefit[],
): { refusal: Result<never> } | { write: () => Promise<number>; value: ConfirmView } {
  const id = subject.is === 'coupon' ? subject.coupon._id : subject.pass._id;
  const redemptionId = keys.derive('red_', id, request.key) as RedemptionId;
  const own = isOwn(subject, keys.memberId(openid));
  const { storeId, benefitId, uses, bill } = input;
  const facts = { request, redemptionId, storeId, uses, ownCoupon: own, typed, offline: false, at: now };
  if (subject.is === 'coupon') {
    const decision = decideRedeem(subject.coupon, staff, { ...facts, bill }, stores);
    if ('refusal' in decision) return decision;
    const { redemption } = decision;
    return { write: () => writeUse(db, subject.coupon, redemption), value: redemption.answer };
  }
  const { pass, holder } = subject;
  const decision = decidePassUse(pass, holder, staff, { ...facts, benefitId }, benefits, stores);
  if ('refusal' in decision) return decision;
  const { redemption } = decision;
  return { write: () => writePassUse(db, pass, redemption), value: redemption.answer };
}

/** What the request was answered by what it has used before; of a use that a pass has dropped, by the ledger. */
async function answerElsewhere(
  { db, keys }: Ctx,
  request: RequestMark,
  shown: Subject | null,
): Promise<Result<ConfirmView> | null> {
  const used = await subjectOfRequest(db, request.key);
  const earlier = used && earlierUse(used, request);
  if (earlier) return earlier;
  const subject = used ?? shown;
  const row =
    subject?.is === 'pass'
      ? await db.get('ledger', keys.derive('red_', subject.pass._id, request.key))
      : null;
  if (row?.type === 'redemption' && row.pass) return answerOfRow(row, request);
  return used ? refuse('request_id_reused') : null;
}
