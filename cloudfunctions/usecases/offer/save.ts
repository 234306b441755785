import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from '../../domain/offer/offer';
import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { changeOffer } from './change';

type Saved = { offerId: OfferId };

/** Makes a draft, or changes one. What is published is immutable where it matters, so it is not saved over. */
export function saveOffer(
  input: OfferDraft & { offerId?: OfferId | undefined },
  ctx: Ctx,
  op = 'offer.save',
): Promise<Result<Saved>> {
  const { offerId, ...spec } = input;
  return offerId ? changeDraft(ctx, op, offerId, spec) : newDraft(ctx, op, spec);
}

const changeDraft = (ctx: Ctx, op: string, offerId: OfferId, spec: OfferDraft): Promise<Result<Saved>> =>
  changeOffer(ctx, op, offerId, (offer) => {
    if (offer.status !== 'draft') return refuse('already_published');
    return {
      change: { spec: _.set(spec) },
      log: { what: 'saved', from: offer.spec, to: spec },
      value: { offerId },
    };
  });

/** A new draft has an id derived from its request, so that saving it twice is saving it once. */
function newDraft(ctx: Ctx, op: string, spec: OfferDraft): Promise<Result<Saved>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:${op}:${ctx.request.id}`, hash: ctx.request.hash };
  const offerId = keys.derive('off_', request.key) as OfferId;
  return commit(async (): Promise<Attempt<Saved, string>> => {
    const [staff, existing] = await Promise.all([db.get('staff', by), db.get('offers', offerId)]);
    if (existing) {
      const repeat = judgeMark(existing.savedBy, request) === 'repeat';
      return { answer: repeat ? done({ offerId }) : refuse('request_id_reused') };
    }
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    const draft: OfferDoc = {
      _id: offerId,
      rev: 0,
      status: 'draft',
      spec,
      raises: [],
      shards: 0,
      savedBy: request,
      rq: [],
      log: [{ at: now, by, what: 'saved', to: spec }],
    };
    const write = async () => {
      await db.add('offers', [draft]);
      return 1;
    };
    return { write, value: { offerId } };
  });
}
