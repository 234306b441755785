import type { MemberId } from '../../../shared-types/ids';
import { erased, erasureOf, mayLeave, obligationsOf } from '../../domain/member/erase';
import type { MemberDoc } from '../../domain/member/member';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Db, type Filter, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { writeWhole } from '../../store/members';
import { acknowledge } from '../../store/outbox';
import { forgetUnnamed } from '../../store/own-events';
import { passesOf } from '../../store/passes';
import { wipe } from './wipe';

type Erased = { erased: true };
const ERASED: Erased = { erased: true };

/**
 * Takes a person away: one conditional write empties the member document, then everything else of theirs goes, here and
 * at once. Where this call is cut off, its repeat goes on, and without one the next ticks do. A guest has nothing but
 * what they wrote on cards.
 */
export async function erase(
  { forfeit }: { confirm: true; forfeit?: true | undefined },
  ctx: Ctx,
): Promise<Result<Erased>> {
  const { db, keys, openid, now } = ctx;
  const memberId = keys.memberId(openid);
  const request = { key: `member.erase:${ctx.request.id}`, hash: ctx.request.hash };
  const result = await commit(async (): Promise<Attempt<Erased, string>> => {
    const member = await db.get('members', memberId);
    const earlier = earlierAnswer(member, request);
    if (earlier) return { answer: earlier };
    // Nobody who is a member: what there is of them goes without a write that decides it.
    if (!member || member.erasedAt !== null) return { answer: done(ERASED) };
    const obligations = obligationsOf(member, await heldBy(db, member, now), now);
    if (!mayLeave(obligations, forfeit === true))
      return { answer: refuse('has_open_obligations', { ...obligations }) };
    return { write: () => writeWhole(db, erased(member, request, now)), value: ERASED };
  });
  if (!result.ok) return result;
  await takeAway(ctx, memberId);
  return result;
}

/** Everything beside the member document, as its own follow-up would; that one is then done. */
async function takeAway(ctx: Ctx, memberId: MemberId): Promise<void> {
  const stayed = await ctx.db.get('members', memberId);
  // Of who has joined anew only what is older goes: this is a late repeat.
  const before = stayed && stayed.erasedAt === null ? stayed.joinedAt : Number.MAX_SAFE_INTEGER;
  const due = stayed?.ob.find(({ id }) => id === erasureOf(memberId, stayed.erasedAt ?? 0));
  const files = due?.to === 'erase' ? due.d.files : [];
  await forgetUnnamed(ctx.db, ctx.keys, ctx.openid, ctx.now);
  const isClear = await wipe(ctx, { memberId, files, before });
  if (due && isClear) await ctx.db.update('members', { _id: memberId }, acknowledge([due.id]));
}

/** The request that erased this member before is told so again, also when they have joined anew since. */
function earlierAnswer(member: MemberDoc | null, request: RequestMark): Result<Erased> | null {
  const mark = member?.erasedBy ?? undefined;
  const verdict = judgeMark(mark?.key === request.key ? mark : undefined, request);
  if (verdict === 'first') return null;
  return verdict === 'repeat' ? done(ERASED) : refuse('request_id_reused');
}

/** What may still tie a member to the park: three requests in one round. */
async function heldBy(db: Db, { _id: memberId }: MemberDoc, now: number) {
  const usable = { owner: memberId, state: 'live', left: _.gt(0), endAt: _.gte(now) } as Filter;
  const [coupons, passes, groups] = await Promise.all([
    db.find('coupons', usable, { limit: MAX_ROWS }),
    passesOf(db, memberId),
    db.find('groups', { 'seats.memberId': memberId }, { order: [['createdAt', 'desc']], limit: MAX_ROWS }),
  ]);
  return { coupons, passes, groups };
}
