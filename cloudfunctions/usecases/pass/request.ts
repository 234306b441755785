import type { PassDoc } from '../../domain/pass/pass';
import { judgeRing, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import type { Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { commitOnOne } from '../../store/coupons';

/** The mark of a command on a pass: several people change one pass, so it names who as well. */
export const passRequest = ({ keys, openid, request }: Ctx, op: string): RequestMark => ({
  key: `${op}.${keys.memberId(openid)}:${request.id}`,
  hash: request.hash,
});

/** What this request was answered before, by the pass it changed; null for a new one. */
export function earlierAnswerOf<Value>(pass: PassDoc, request: RequestMark): Result<Value> | null {
  const ring = judgeRing(pass.rq, request);
  if (ring.is === 'first') return null;
  if (ring.is === 'repeat') return done(ring.answer as Value);
  return refuse(ring.is === 'reused' ? 'request_id_reused' : 'request_expired');
}

/** One change of one pass; a request that has changed another pass before is `request_id_reused`. */
export const commitOnPass = <Value>(
  db: Db,
  passId: string,
  request: RequestMark,
  attempt: () => Promise<Attempt<Value, string>>,
): Promise<Result<Value>> =>
  commitOnOne(attempt, async () => {
    const [changed] = await db.find('passes', { rids: request.key }, { fields: ['_id'], limit: 1 });
    return changed && changed._id !== passId ? refuse('request_id_reused') : null;
  });

/** Whether the request has opened or prolonged a pass, which may be another one than it names now. */
export const usedElsewhere = async (db: Db, request: RequestMark): Promise<boolean> =>
  (await db.find('passes', { rids: request.key }, { fields: ['kind'], limit: 1 })).length > 0;
