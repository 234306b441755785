import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { isActiveOperator, maySaveStaff, type StaffRow } from '../../domain/staff/roles';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addOnce } from '../../store/add-missing';
import { type Attempt, commit } from '../../store/commit';
import { joinOperators, leaveOperators } from '../../store/operators';

type Saved = { openid: string };

/** Makes or changes a staff row; what it was before stays in its log. The last active operator stays one. */
export async function saveStaff(row: StaffRow, ctx: Ctx): Promise<Result<Saved>> {
  const { db, keys } = ctx;
  const id = keys.staffId(row.openid);
  const saved = await commit(() => attempt(row, ctx));
  if (saved.ok && isActiveOperator(row)) await joinOperators(db, id);
  return saved;
}

async function attempt(
  row: StaffRow,
  { db, keys, openid, now, ...ctx }: Ctx,
): Promise<Attempt<Saved, string>> {
  const by = keys.staffId(openid);
  const id = keys.staffId(row.openid);
  const request = { key: `${by}:${ctx.request.id}`, hash: ctx.request.hash };
  const answer = { openid: row.openid };
  const [actor, before, stores, [saved]] = await Promise.all([
    db.get('staff', by),
    db.get('staff', id),
    db.find('stores', {}),
    db.find('staff', { 'log.key': request.key }, { fields: ['log'], limit: 1 }),
  ]);
  const marks = [...(before?.log ?? []), ...(saved?.log ?? [])];
  const verdict = judgeMark(
    marks.find(({ key }) => key === request.key),
    request,
  );
  if (verdict !== 'first')
    return { answer: verdict === 'repeat' ? done(answer) : refuse('request_id_reused') };
  if (!actor || !maySaveStaff(actor, row, before)) return { answer: refuse('not_allowed') };
  const unknown =
    row.stores !== 'all' && !row.stores.every((storeId) => stores.some(({ _id }) => _id === storeId));
  if (unknown) return { answer: refuse('invalid_input', { fields: ['stores'] }) };
  if (isActiveOperator(before) && !isActiveOperator(row) && !(await leaveOperators(db, id)))
    return { answer: refuse('not_allowed') };

  const entry = { ...request, at: now, by, to: row };
  if (!before)
    return { write: () => addOnce(db, 'staff', { _id: id, rev: 0, ...row, log: [entry] }), value: answer };
  const { openid: _openid, ...change } = row;
  const update = { ...change, stores: _.set(row.stores), rev: _.inc(1), log: _.push([entry]) };
  return { write: () => db.update('staff', { _id: id, rev: before.rev }, update), value: answer };
}
