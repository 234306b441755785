import type { Address, WinView } from '../../../shared-types/contract/lottery';
import type { WinId } from '../../../shared-types/ids';
import { type WinDoc, winStatus, winView } from '../../domain/lottery/win';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Change, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { sealAddress } from '../../store/addresses';
import type { Attempt } from '../../store/commit';
import { commitOnOne } from '../../store/coupons';
import { memberOf } from '../../store/members';

/** Claims a thing that was won, or changes where it goes until it has been handed over. */
export function claimPrize(
  { winId, address }: { winId: WinId; address?: Address | undefined },
  ctx: Ctx,
): Promise<Result<WinView>> {
  const { db, keys, openid, now } = ctx;
  const memberId = keys.memberId(openid);
  const request = { key: `${memberId}:lottery.claim:${ctx.request.id}`, hash: ctx.request.hash };
  return changeWin(db, winId, request, async (win) => {
    if (!(await memberOf(db, memberId))) return refuse('member_required');
    if (!win || win.memberId !== memberId) return refuse('not_found');
    const status = winStatus(win, now);
    if (win.offerId !== null || !['to_claim', 'claimed'].includes(status))
      return refuse('claim_closed', { status, claimUntil: win.claimUntil });
    const fields = {
      status: 'claimed' as const,
      waits: 'claimed',
      claimedAt: win.claimedAt ?? now,
      address: address === undefined ? null : sealAddress(keys, address, memberId),
    };
    return { fields, value: winView({ ...win, ...fields }, now) };
  });
}

type WinStep<Value> = { fields: Partial<WinDoc>; value: Value } | Extract<Result<never>, { ok: false }>;

/** One change of one win by one request, which is answered the same for good. */
export function changeWin<Value>(
  db: Db,
  winId: WinId,
  request: RequestMark,
  decide: (win: WinDoc | null) => Promise<WinStep<Value>> | WinStep<Value>,
): Promise<Result<Value>> {
  const markIn = (win: WinDoc | null | undefined) => win?.rq.find(({ key }) => key === request.key);
  const answered = (win: WinDoc | null | undefined): Result<Value> | null => {
    const mark = markIn(win);
    const verdict = judgeMark(mark, request);
    if (verdict === 'first') return null;
    return verdict === 'repeat' ? done(mark?.answer as Value) : refuse('request_id_reused');
  };
  const attempt = async (): Promise<Attempt<Value, string>> => {
    const win = await db.get('wins', winId);
    const earlier = answered(win);
    if (earlier) return { answer: earlier };
    const step = await decide(win);
    if ('ok' in step || !win) return { answer: 'ok' in step ? step : refuse('not_found') };
    const change: Change = {
      rev: _.inc(1),
      ...step.fields,
      ...(step.fields.log ? { log: _.set(step.fields.log) } : {}),
      rq: _.push([{ ...request, answer: step.value }]),
      rids: _.push([request.key]),
    };
    return { write: () => db.update('wins', { _id: winId, rev: win.rev }, change), value: step.value };
  };
  return commitOnOne(attempt, async () => {
    const [other] = await db.find('wins', { rids: request.key }, { limit: 1 });
    return answered(other);
  });
}
