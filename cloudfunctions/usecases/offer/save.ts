import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { OfferId } from '../../../shared-types/ids';
import { onlyExtends } from '../../domain/offer/extend';
import type { OfferDoc } from '../../domain/offer/offer';
import { done, type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { newSetup } from '../setup/change';
import { changeOffer } from './change';

type Saved = { offerId: OfferId };

interface Input extends OfferDraft {
  offerId?: OfferId | undefined;
  version?: number | undefined;
}

/** Makes a draft, or changes one. What is published is immutable where it matters: its times may end later. */
export function saveOffer(input: Input, ctx: Ctx, op = 'offer.save'): Promise<Result<Saved>> {
  const { offerId, version, ...spec } = input;
  return offerId ? change(ctx, op, offerId, version, spec) : newDraft(ctx, op, spec);
}

const change = (
  ctx: Ctx,
  op: string,
  offerId: OfferId,
  version: number | undefined,
  spec: OfferDraft,
): Promise<Result<Saved>> =>
  changeOffer(ctx, op, offerId, (offer) => {
    const { rev, status } = offer;
    if (status === 'stopped' || (status === 'published' && !onlyExtends(offer.spec, spec)))
      return refuse('already_published');
    // Somebody else saved since this was read: what they wrote must not be gone without a word.
    if (version !== undefined && version !== rev) return refuse('version_conflict', { version: rev });
    return {
      change: { spec: _.set(spec) },
      log: { what: status === 'draft' ? 'saved' : 'extended', from: offer.spec, to: spec },
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
