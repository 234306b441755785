import type { StoreId } from '../../../shared-types/ids';
import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addOnce } from '../../store/add-missing';
import { type Attempt, commit } from '../../store/commit';

type Saved = { storeId: StoreId };

/** Makes a counter of the park, or names it anew; what it was called before stays in its log. */
export function saveStore(input: Saved & { name: string }, ctx: Ctx): Promise<Result<Saved>> {
  const { db, keys, openid, now } = ctx;
  const { storeId, name } = input;
  const by = keys.staffId(openid);
  const request = { key: `${by}:store.save:${ctx.request.id}`, hash: ctx.request.hash };
  const answer = { storeId };

  return commit(async (): Promise<Attempt<Saved, string>> => {
    const [staff, store, [saved]] = await Promise.all([
      db.get('staff', by),
      db.get('stores', storeId),
      db.find('stores', { 'log.key': request.key }, { fields: ['log'], limit: 1 }),
    ]);
    const marks = [...(store?.log ?? []), ...(saved?.log ?? [])];
    const verdict = judgeMark(
      marks.find(({ key }) => key === request.key),
      request,
    );
    if (verdict !== 'first')
      return { answer: verdict === 'repeat' ? done(answer) : refuse('request_id_reused') };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    const entry = { ...request, at: now, by, to: name };
    const write = store
      ? () =>
          db.update('stores', { _id: storeId, rev: store.rev }, { rev: _.inc(1), name, log: _.push([entry]) })
      : () => addOnce(db, 'stores', { _id: storeId, rev: 0, name, log: [entry] });
    return { write, value: answer };
  });
}
