import type { ResolvedView } from '../../../shared-types/contract/staff';
import type { RedemptionId } from '../../../shared-types/ids';
import type { ScanDoc } from '../../domain/coupon/offline';
import { isOwn, type Subject } from '../../domain/coupon/subject';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, type StaffDoc, worksIn } from '../../domain/staff/staff';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { redeemOffline } from '../../store/offline';
import { subjectById } from '../../store/presented';
import { judgeOffline, offlineRules } from './judge-offline';

interface Input {
  nonce: string;
  decision: 'accept' | 'dismiss';
  reason: string;
}

/**
 * A manager's word on an offline scan that could not stand. Accepting writes the use if the coupon still has one to
 * give; if it has not, the scan stays on the record as the park's loss. Nothing is edited away either way.
 *
 * The word is written first, by one conditional write, and carried out after it: of two managers at once one decides,
 * and no use is written for a scan that was dismissed. What a crash leaves out is done by the repeat, or by whoever
 * looks at the scan next, since it stays open until then.
 */
export async function resolve(input: Input, ctx: Ctx): Promise<Result<ResolvedView>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:resolve:${ctx.request.id}`, hash: ctx.request.hash };

  const decided = await commit(async (): Promise<Attempt<Decided, string>> => {
    const [staff, found] = await Promise.all([
      db.get('staff', by),
      db.find(
        'scans',
        _.or([{ nonce: input.nonce }, { 'resolution.key': request.key }]) as unknown as Filter,
      ),
    ]);
    const mine = found.find(({ resolution }) => resolution?.key === request.key);
    const verdict = judgeMark(mine?.resolution ?? undefined, request);
    if (verdict === 'repeat') return { answer: done(mine as Decided) };
    if (verdict === 'reused') return { answer: refuse('request_id_reused') };
    if (!actsAs(staff, ['manager', 'operator'])) return { answer: refuse('not_allowed') };
    const scan = found.find((one) => one.nonce === input.nonce && isOpen(one));
    if (!scan) return { answer: refuse('not_found') };
    if (!worksIn(staff, scan.storeId)) return { answer: refuse('store_not_allowed') };
    if (scan.resolution) {
      await carryOut(ctx, scan as Decided);
      return { answer: refuse('not_found') };
    }
    if (input.decision === 'accept' && (await isMine(ctx, scan))) return { answer: refuse('own_coupon') };

    const resolution = { ...request, decision: input.decision, reason: input.reason, by, at: now };
    return {
      write: () =>
        db.update(
          'scans',
          { _id: scan._id, openIn: scan.openIn, resolution: null },
          { resolution: _.set(resolution) },
        ),
      value: { ...scan, resolution },
    };
  });
  if (!decided.ok) return decided;
  return done({ nonce: input.nonce, redemptionId: await carryOut(ctx, decided.value) });
}

type Decided = ScanDoc & { resolution: NonNullable<ScanDoc['resolution']> };
const isOpen = ({ openIn, _id }: ScanDoc): boolean => openIn !== _id;

/** Nobody writes off the own coupon, by a decision as little as by a scan. */
async function isMine({ db, keys, openid }: Ctx, scan: ScanDoc): Promise<boolean> {
  const { kind, id } = shownIn(scan);
  const subject = await subjectById(db, kind, id);
  return subject !== null && isOwn(subject, keys.memberId(openid));
}

/** What was scanned: a holder's code, or a coupon's. */
const shownIn = ({ pass, couponId }: ScanDoc) =>
  pass ? ({ kind: 'p', id: pass.holderId } as const) : ({ kind: 'c', id: couponId ?? '' } as const);

/** Does what was decided and closes the scan; safe to repeat. Answers the use that stands for it, if any. */
async function carryOut(ctx: Ctx, scan: Decided): Promise<RedemptionId | null> {
  if (!isOpen(scan)) return scan.redemptionId;
  const redemptionId = scan.resolution.decision === 'accept' ? await acceptLate(ctx, scan) : null;
  await ctx.db.update('scans', { _id: scan._id, openIn: scan.openIn }, { openIn: scan._id, redemptionId });
  return redemptionId;
}

/** The use as it would have been made; null if there is none left to give. */
async function acceptLate(ctx: Ctx, scan: Decided): Promise<RedemptionId | null> {
  const { db } = ctx;
  const request: RequestMark = { key: scan.key, hash: scan.hash };
  const [clerk, manager, rules] = await Promise.all([
    db.get('staff', scan.by),
    db.get('staff', scan.resolution.by),
    offlineRules(ctx),
  ]);
  const { storeId, at, pass, bill } = scan;
  const late = { request, storeId, at, benefitId: pass?.benefitId, bill: bill ?? undefined };
  const end = await redeemOffline(db, shownIn(scan), request, (subject) =>
    judgeOffline(
      ctx,
      subject,
      (clerk ?? manager) as StaffDoc,
      { ...late, ownersCode: isOwnersScan(scan, subject), approved: true, decided: true },
      rules,
    ),
  );
  return end?.verdict.result === 'accepted' ? end.verdict.answer.redemptionId : null;
}

/** What was in transfer when it was scanned, and was accepted, was its giver's code. */
const isOwnersScan = ({ code }: ScanDoc, subject: Subject): boolean =>
  subject.is === 'pass' || code !== 'in_transfer' || subject.coupon.transfer?.ended?.how !== 'accepted';
