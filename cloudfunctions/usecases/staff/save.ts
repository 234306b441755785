import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { maySaveStaff, type StaffRow } from '../../domain/staff/roles';
import type { StaffDoc } from '../../domain/staff/staff';
import { _, isDuplicate } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';

type Saved = { openid: string };

/** Makes or changes a staff row; what it was before stays in its log. */
export function saveStaff(row: StaffRow, ctx: Ctx): Promise<Result<Saved>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const id = keys.staffId(row.openid);
  const request = { key: `${by}:${ctx.request.id}`, hash: ctx.request.hash };
  const answer = { openid: row.openid };

  return commit(async (): Promise<Attempt<Saved, string>> => {
    const [actor, before, operators] = await Promise.all([
      db.get('staff', by),
      db.get('staff', id),
      db.find('staff', { role: 'operator', active: true }, { limit: 2, fields: ['role'] }),
    ]);
    const verdict = judgeMark(
      before?.log.find(({ key }) => key === request.key),
      request,
    );
    if (verdict !== 'first')
      return { answer: verdict === 'repeat' ? done(answer) : refuse('request_id_reused') };
    if (!actor?.active || !maySaveStaff(actor, row, before, operators.length))
      return { answer: refuse('not_allowed') };

    const entry = { ...request, at: now, by, to: row };
    if (before) {
      const { openid: _openid, ...change } = row;
      const update = { ...change, stores: _.set(row.stores), rev: _.inc(1), log: _.push([entry]) };
      return { write: () => db.update('staff', { _id: id, rev: before.rev }, update), value: answer };
    }
    const write = async () => {
      try {
        await db.add('staff', [{ _id: id, rev: 0, ...row, log: [entry] } satisfies StaffDoc]);
        return 1;
      } catch (error) {
        if (isDuplicate(error)) return 0;
        throw error;
      }
    };
    return { write, value: answer };
  });
}
