import type { PassKind } from '../../../shared-types/contract/pass';
import type { IssuedBatch } from '../../../shared-types/contract/pass-batch';
import type { BatchId, ParkDay } from '../../../shared-types/ids';
import { activationCodeOf } from '../../domain/pass/activation-code';
import { type PassBatch, showsCodes } from '../../domain/pass/batch';
import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addOnce } from '../../store/add-missing';
import { type Attempt, commit } from '../../store/commit';
import { makePasses } from '../../store/pass-batches';

interface Input {
  kind: PassKind;
  count: number;
  soldOn: ParkDay;
}

/**
 * Issues passes. The batch comes first, under an id of its request, with the first line of its trail; then its passes,
 * under ids of their numbers. A repeat within ten minutes is answered with the codes again, a later one without: they
 * are never kept.
 */
export async function issueBatch(input: Input, ctx: Ctx): Promise<Result<IssuedBatch>> {
  const { db, keys } = ctx;
  const written = await commit(() => attempt(input, ctx));
  if (!written.ok) return written;
  const { batch, codes } = written.value;
  const numbers = await makePasses(db, keys, batch);
  const passes = numbers.map((passNo) => ({
    passNo,
    ...(codes ? { activationCode: activationCodeOf(keys.passMac(passNo)) } : {}),
  }));
  return done({ batchId: batch._id, passes });
}

type Written = { batch: PassBatch; codes: boolean };

async function attempt(input: Input, ctx: Ctx): Promise<Attempt<Written, string>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:pass.issueBatch:${ctx.request.id}`, hash: ctx.request.hash };
  const _id = keys.derive('btc_', request.key) as BatchId;
  const [staff, batch] = await Promise.all([db.get('staff', by), db.get('passBatches', _id)]);
  if (batch && judgeMark(batch, request) === 'reused') return { answer: refuse('request_id_reused') };
  // Codes are as good as money: who is no operator any more gets none, not even again.
  if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
  if (batch) {
    const codes = showsCodes(batch, now);
    const entry = { at: now, by, what: 'repeated' as const, codes };
    const write = () => db.update('passBatches', { _id }, { log: _.push([entry]) });
    return { write, value: { batch, codes } };
  }
  const log = [{ at: now, by, what: 'issued' as const, codes: true }];
  const made: PassBatch = { _id, ...request, ...input, at: now, by, log };
  return { write: () => addOnce(db, 'passBatches', made), value: { batch: made, codes: true } };
}
