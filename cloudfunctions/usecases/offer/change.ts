import type { OfferId } from '../../../shared-types/ids';
import type { OfferChange, OfferDoc } from '../../domain/offer/offer';
import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Change } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';

/** What an operator's command does to an offer, for its log, with the answer; or why it does nothing. */
export type OfferStep<Value> =
  | { change: Change; log: Omit<OfferChange, 'at' | 'by'>; value: Value }
  | Extract<Result<never>, { ok: false }>;

/**
 * One change of an existing offer: a repeat gets its answer, then the role is asked, then the rule; the offer's own
 * conditional write carries the change, the request's mark and the line of the log.
 */
export function changeOffer<Value>(
  ctx: Ctx,
  op: string,
  offerId: OfferId,
  decide: (offer: OfferDoc) => OfferStep<Value> | Promise<OfferStep<Value>>,
): Promise<Result<Value>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:${op}:${ctx.request.id}`, hash: ctx.request.hash };
  return commit(async (): Promise<Attempt<Value, string>> => {
    const [staff, offer] = await Promise.all([db.get('staff', by), db.get('offers', offerId)]);
    const mark = offer?.rq.find(({ key }) => key === request.key);
    const verdict = judgeMark(mark, request);
    if (verdict === 'repeat') return { answer: done(mark?.answer as Value) };
    if (verdict === 'reused') return { answer: refuse('request_id_reused') };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    if (!offer) return { answer: refuse('not_found') };
    const step = await decide(offer);
    if ('ok' in step) return { answer: step };
    const change = {
      rev: _.inc(1),
      ...step.change,
      rq: _.push([{ ...request, answer: step.value }]),
      log: _.push([{ at: now, by, ...step.log }]),
    };
    return {
      write: () => db.update('offers', { _id: offer._id, rev: offer.rev }, change),
      value: step.value,
    };
  });
}
