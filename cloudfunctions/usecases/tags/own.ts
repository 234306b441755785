import type { TagView } from '../../../shared-types/contract/tags';
import { done, type Result } from '../../domain/result';
import { aroundOf, tagViews } from '../../domain/tags/views';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { setting } from '../../store/config';
import { memberOf } from '../../store/members';
import { passesOf } from '../../store/passes';
import { tagsFollow } from '../../store/tags';
import { changeMember } from '../member/change';

type Refused = string[] | 'all';
/** So many refusals one by one are kept; beyond, refusing all is meant. */
const MAX_REFUSED = 500;

/** The caller's own tags, each with what made it. */
export async function ownTags(
  _input: object,
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: TagView[]; refused: Refused }>> {
  const memberId = keys.memberId(openid);
  const [member, passes, thresholds] = await Promise.all([
    memberOf(db, memberId),
    passesOf(db, memberId),
    setting(db, now, 'tiers'),
  ]);
  if (!member) return done({ items: [], refused: [] });
  const around = aroundOf(member, passes, thresholds, now);
  return done({ items: tagViews(member, around, now), refused: member.refusedTags });
}

/** These tags, or all, are gone at once and are not given again. */
export const refuseTags = (
  { tagIds }: { tagIds: Refused },
  ctx: Ctx,
): Promise<Result<{ refused: Refused }>> =>
  changeRefusals(ctx, 'member.refuseTags', (before) =>
    tagIds === 'all' || before === 'all' ? 'all' : [...new Set([...before, ...tagIds])].slice(-MAX_REFUSED),
  );

/** Takes a refusal back; what follows from events comes back with the next look. */
export const allowTags = ({ tagIds }: { tagIds: Refused }, ctx: Ctx): Promise<Result<{ refused: Refused }>> =>
  changeRefusals(ctx, 'member.allowTags', (before) =>
    tagIds === 'all' ? [] : before === 'all' ? 'all' : before.filter((id) => !tagIds.includes(id)),
  );

function changeRefusals(
  ctx: Ctx,
  op: string,
  next: (before: Refused) => Refused,
): Promise<Result<{ refused: Refused }>> {
  return changeMember<{ refused: Refused }>(ctx, op, ({ _id, refusedTags }) => {
    const refused = next(refusedTags);
    return {
      change: {
        refusedTags: typeof refused === 'string' ? refused : _.set(refused),
        ob: tagsFollow(_id, `${op}:${ctx.request.id}`, ctx.now),
      },
      value: { refused },
    };
  });
}
