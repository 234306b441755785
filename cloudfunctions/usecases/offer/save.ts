import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from '../../domain/offer/offer';
import { judgeMark, type RequestMark, RING_SIZE } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';

type Saved = { offerId: OfferId };

/** Makes a draft, or changes one. What is published is immutable where it matters, so it is not saved over. */
export async function saveOffer(
  input: OfferDraft & { offerId?: OfferId | undefined },
  ctx: Ctx,
): Promise<Result<Saved>> {
  const { offerId, ...spec } = input;
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:offer.save:${ctx.request.id}`, hash: ctx.request.hash };
  const id = offerId ?? (keys.derive('off_', request.key) as OfferId);

  return commit(async (): Promise<Attempt<Saved, string>> => {
    const [staff, existing] = await Promise.all([db.get('staff', by), db.get('offers', id)]);
    const earlier = existing && earlierSave(existing, request);
    if (earlier) return { answer: earlier };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    if (existing) return changeDraft(ctx, existing, spec, request, by);
    if (offerId) return { answer: refuse('not_found') };
    const draft: OfferDoc = {
      _id: id,
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
    return { write, value: { offerId: id } };
  });
}

function earlierSave(offer: OfferDoc, request: RequestMark): Result<Saved> | null {
  const mark = [offer.savedBy, ...offer.rq].find(({ key }) => key === request.key);
  const verdict = judgeMark(mark, request);
  if (verdict === 'first') return null;
  return verdict === 'repeat' ? done({ offerId: offer._id }) : refuse('request_id_reused');
}

function changeDraft(
  { db, now }: Ctx,
  offer: OfferDoc,
  spec: OfferDraft,
  request: RequestMark,
  by: string,
): Attempt<Saved, string> {
  if (offer.status !== 'draft') return { answer: refuse('already_published') };
  const answer = { offerId: offer._id };
  const change = {
    rev: _.inc(1),
    spec: _.set(spec),
    rq: _.push({ each: [{ ...request, answer }], slice: -RING_SIZE }),
    log: _.push([{ at: now, by, what: 'saved', from: offer.spec, to: spec }]),
  };
  return { write: () => db.update('offers', { _id: offer._id, rev: offer.rev }, change), value: answer };
}
