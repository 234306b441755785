import type { MemberId } from '../../../shared-types/ids';
import type { MemberDoc } from '../../domain/member/member';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, type StaffDoc } from '../../domain/staff/staff';
import { manualId } from '../../domain/tags/evaluate';
import type { ManualTag } from '../../domain/tags/tag';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addMissing } from '../../store/add-missing';
import { type Attempt, commit } from '../../store/commit';
import { tagsFollow } from '../../store/tags';

type Tagged = { tagId: string };
interface Input {
  memberId: MemberId;
  name: string;
  reason?: string | undefined;
}
type Step = { tags: ManualTag[] } | Extract<Result<never>, { ok: false }>;

/** Puts a tag on a member by hand: who, when and why stay with it, and it goes before one of the same name. */
export const putTag = (input: Input, ctx: Ctx): Promise<Result<Tagged>> =>
  changeTags(ctx, 'tag.put', input, ({ manualTags, consent }, staff, mark) => {
    if (!consent.scopes.profiling) return refuse('consent_needed');
    const { name, reason = '' } = input;
    const gone = { by: staff._id, at: ctx.now, reason, mark };
    const others = manualTags.map((tag) =>
      tag.name === name && !tag.removed ? { ...tag, removed: gone } : tag,
    );
    const put = { name, by: staff._id, byName: staff.name, reason, at: ctx.now, put: mark, removed: null };
    return { tags: [...others, put] };
  });

/** Takes it off again; what was put stays on the record. */
export const removeTag = (input: Input, ctx: Ctx): Promise<Result<Tagged>> =>
  changeTags(ctx, 'tag.remove', input, ({ manualTags }, staff, mark) => {
    const there = manualTags.find(({ name, removed }) => name === input.name && !removed);
    if (!there) return refuse('not_found');
    const removed = { by: staff._id, at: ctx.now, reason: input.reason ?? null, mark };
    return { tags: manualTags.map((tag) => (tag === there ? { ...tag, removed } : tag)) };
  });

/**
 * One conditional write on the member, and before it the line of the audit trail; the request's mark is found
 * whichever member it names now.
 */
function changeTags(
  { db, keys, openid, now, request }: Ctx,
  op: 'tag.put' | 'tag.remove',
  { memberId, name, reason }: Input,
  decide: (member: MemberDoc, staff: StaffDoc, mark: RequestMark) => Step,
): Promise<Result<Tagged>> {
  const by = keys.staffId(openid);
  const mark = { key: `${by}:${op}:${request.id}`, hash: request.hash };
  return commit(async (): Promise<Attempt<Tagged, string>> => {
    const [staff, member, marked] = await Promise.all([
      db.get('staff', by),
      db.get('members', memberId),
      db.find('members', { tagMarks: mark.key }, { limit: 1, fields: ['manualTags'] }),
    ]);
    const verdict = judgeMark(markOf(marked[0] ?? member, mark.key), mark);
    if (verdict === 'repeat') return { answer: done({ tagId: manualId(name) }) };
    if (verdict === 'reused' || marked.length > 0) return { answer: refuse('request_id_reused') };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    if (!member || member.erasedAt !== null) return { answer: refuse('not_found') };
    const step = decide(member, staff, mark);
    if ('ok' in step) return { answer: step };
    const change = {
      rev: _.inc(1),
      manualTags: _.set(step.tags),
      tagMarks: _.push([mark.key]),
      ob: tagsFollow(memberId, mark.key, now),
    };
    const line = {
      _id: keys.derive('aud_', mark.key),
      at: now,
      by,
      what: op,
      memberId,
      name,
      reason: reason ?? null,
    };
    return {
      write: async () => {
        await addMissing(db, 'audit', [line]);
        return db.update('members', { _id: memberId, rev: member.rev }, change);
      },
      value: { tagId: manualId(name) },
    };
  });
}

const markOf = (member: Pick<MemberDoc, 'manualTags'> | null, key: string): RequestMark | undefined =>
  (member?.manualTags ?? [])
    .flatMap(({ put, removed }) => [put, ...(removed ? [removed.mark] : [])])
    .find((mark) => mark.key === key);
