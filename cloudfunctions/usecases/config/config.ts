import type { ConfigKey } from '../../../shared-types/contract/config';
import { type ConfigView, decideSet } from '../../domain/config/change';
import { DEFAULTS } from '../../domain/config/defaults';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addOnce } from '../../store/add-missing';
import { type Attempt, commit } from '../../store/commit';

/** What a key is set to now, with the version a change has to name. */
export async function getConfig({ key }: { key: ConfigKey }, ctx: Ctx): Promise<Result<ConfigView>> {
  const { db, keys, openid } = ctx;
  const [staff, row] = await Promise.all([db.get('staff', keys.staffId(openid)), db.get('config', key)]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  return done({ key, version: row?.version ?? 0, value: row?.value ?? DEFAULTS[key] });
}

/** Sets a key; functions read it within 60 s of the park's clock. */
export function setConfig(input: ConfigView, ctx: Ctx): Promise<Result<ConfigView>> {
  const { db, keys, openid, now } = ctx;
  const { key } = input;
  const by = keys.staffId(openid);
  const request = { key: `${by}:config.set:${ctx.request.id}`, hash: ctx.request.hash };
  return commit(async (): Promise<Attempt<ConfigView, string>> => {
    const [staff, row, [changed]] = await Promise.all([
      db.get('staff', by),
      db.get('config', key),
      db.find('config', { 'log.key': request.key }, { fields: ['_id'], limit: 1 }),
    ]);
    if (changed && changed._id !== key) return { answer: refuse('request_id_reused') };
    const decision = decideSet(row, input, request);
    if ('answer' in decision && decision.answer.ok) return decision;
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    if ('answer' in decision) return decision;
    const { value, version } = decision.next;
    const from = row?.value ?? DEFAULTS[key];
    const entry = { ...request, at: now, by, from, to: value, version };
    const write = row
      ? () =>
          db.update(
            'config',
            { _id: key, version: row.version },
            { value: _.set(value), version, log: row.log ? _.push([entry]) : _.set([entry]) },
          )
      : () => addOnce(db, 'config', { _id: key, value, version, log: [entry] });
    return { write, value: decision.next };
  });
}
