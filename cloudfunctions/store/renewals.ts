import type { PassId } from '../../shared-types/ids';
import type { RenewalOrder } from '../domain/pass/ledger';
import type { PassDoc } from '../domain/pass/pass';
import { isRenewedBy, renewalOf } from '../domain/pass/renew';
import type { RequestMark } from '../domain/request';
import { done } from '../domain/result';
import { _, type Db } from '../platform/db';
import { type Attempt, commit } from './commit';
import { setting } from './config';
import { writePass } from './passes';

/** Name of the follow-up that a spent pass keeps until it is carried out. */
const entryId = (request: RequestMark): string => `ren_${request.key}`;

/** Spends an unopened pass on prolonging another: the write that decides a renewal. */
export const writeSpent = (
  db: Db,
  bought: PassDoc,
  order: RenewalOrder,
  request: RequestMark,
): Promise<number> =>
  writePass(
    db,
    bought,
    { state: 'spent', spent: _.set({ ...order, ...request }), rids: _.push([request.key]) },
    [{ id: entryId(request), to: 'renewal', at: order.at, d: { ...order, ...request } }],
  );

/**
 * Carries out what a spent pass was spent for: one more term for another pass, or, if that one was prolonged by another
 * meanwhile, the spent one is as it was before. Either is safe to repeat, by the person who waits and by `jobs`.
 * Answers the prolonged pass, or null.
 */
export async function finishRenewal(
  db: Db,
  order: RenewalOrder & RequestMark,
  now: number,
): Promise<PassDoc | null> {
  const { key, hash, bought } = order;
  const ended = await commit(async (): Promise<Attempt<PassDoc | null, never>> => {
    const [pass, config] = await Promise.all([db.get('passes', order.passId), setting(db, now, 'passKinds')]);
    if (!pass) return { answer: done(null) };
    if (isRenewedBy(pass, bought)) return { answer: done(pass) };
    const renewal = renewalOf(pass, order, { key, hash }, config);
    if (!renewal) return { answer: done(null) };
    const { term, row, rq } = renewal;
    const followUp = { id: row._id, to: 'ledger' as const, at: row.at, d: row };
    const write = () => writePass(db, pass, { terms: _.push([term]), rq: _.set(rq) }, [followUp]);
    return { write, value: { ...pass, terms: [...pass.terms, term], rq } };
  });
  const renewed = ended.ok ? ended.value : null;
  if (!renewed) await giveBack(db, bought, order);
  return renewed;
}

/** A pass that prolonged nothing can be opened, or prolong, again. */
const giveBack = (db: Db, bought: PassId, request: RequestMark): Promise<number> =>
  db.update(
    'passes',
    { _id: bought, state: 'spent', 'spent.key': request.key },
    {
      state: 'unopened',
      spent: null,
      rev: _.inc(1),
      rids: _.pull(request.key),
      ob: _.pull({ id: entryId(request) }),
    },
  );
