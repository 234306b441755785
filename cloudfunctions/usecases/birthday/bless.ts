import type { SharedCardView } from '../../../shared-types/contract/birthday';
import { decideBless } from '../../domain/birthday/bless';
import { type Blessing, type CardDoc, MAX_BLESSINGS, sharedCardView } from '../../domain/birthday/card';
import { firstNameOf } from '../../domain/birthday/first-name';
import { type Result, refuse } from '../../domain/result';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { cardIdIn } from '../../store/cards';
import { type Attempt, commit } from '../../store/commit';
import { memberOf } from '../../store/members';

/** Writes a friend's line on a card; whoever has the token may, member or not. */
export async function bless(
  { token, text }: { token: string; text: string },
  ctx: Ctx,
): Promise<Result<SharedCardView>> {
  const { db, keys, openid, now, wechat } = ctx;
  const cardId = cardIdIn(keys, token);
  if (!cardId) return refuse('not_found');
  const me = keys.memberId(openid);
  const request = { key: `${me}:bless:${ctx.request.id}`, hash: ctx.request.hash };
  let isChecked = false;

  return commit(async (): Promise<Attempt<SharedCardView, string>> => {
    const [card, [of], member] = await Promise.all([
      db.get('cards', cardId),
      db.find('cards', { rids: request.key }, { fields: ['_id'], limit: 1 }),
      memberOf(db, me),
    ]);
    const step = decideBless(card, me, request, of !== undefined && of._id !== cardId);
    if ('answer' in step) return step;
    if (!isChecked) {
      const verdict = await wechat.checkText(openid, text, 'comment');
      if (verdict === 'risky') return { answer: refuse('content_rejected', { fields: ['text'] }) };
      if (verdict === 'unchecked') return { answer: refuse('content_unchecked', { fields: ['text'] }) };
      isChecked = true;
    }
    const blessing = { ...request, by: me, name: firstNameOf(member?.nickname ?? null), text, at: now };
    const after = { ...step.card, blessings: [...step.card.blessings, blessing] };
    return { write: () => writeBlessing(db, step.card, blessing), value: sharedCardView(after, me) };
  });
}

const writeBlessing = (db: Db, { _id }: CardDoc, blessing: Blessing): Promise<number> =>
  db.update(
    'cards',
    // Nothing of this friend, and nothing at the last place there is.
    { _id, 'blessings.by': _.neq(blessing.by), [`blessings.${MAX_BLESSINGS - 1}`]: _.exists(false) },
    { blessings: _.push([blessing]), rids: _.push([blessing.key]) },
  );
