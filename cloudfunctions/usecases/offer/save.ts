import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from '../../domain/offer/offer';
import { done, type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { newSetup } from '../setup/change';
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

async function newDraft(ctx: Ctx, op: string, spec: OfferDraft): Promise<Result<Saved>> {
  const made = await newSetup(
    ctx,
    'offers',
    op,
    'off_',
    (id, savedBy, by): OfferDoc => ({
      _id: id as OfferId,
      rev: 0,
      status: 'draft',
      spec,
      raises: [],
      shards: 0,
      savedBy,
      rq: [],
      log: [{ at: ctx.now, by, what: 'saved', to: spec }],
    }),
  );
  return made.ok ? done({ offerId: made.value as OfferId }) : made;
}
