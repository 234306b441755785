import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { OfferPreview } from '../../../shared-types/contract/admin-reads';
import type { OfferId } from '../../../shared-types/ids';
import { previewOf } from '../../domain/offer/desk';
import type { OfferDoc } from '../../domain/offer/offer';
import { missingToPublish } from '../../domain/offer/publish';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { partsOf } from '../../store/offers';

/** What is being written, as guests would see it; nothing is kept. */
export async function previewOffer(
  spec: OfferDraft,
  { db, keys, openid, now }: Ctx,
): Promise<Result<OfferPreview & { missing: string[] }>> {
  const [staff, stores, parts] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('stores', {}),
    partsOf(db, [spec]),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  const park = { stores, parts, now };
  return done({ ...previewOf(unsaved(spec), spec.stock, park), missing: missingToPublish(spec, park) });
}

const unsaved = (spec: OfferDraft): OfferDoc => ({
  _id: 'off_preview' as OfferId,
  rev: 0,
  status: 'draft',
  spec,
  raises: [],
  shards: 0,
  savedBy: { key: '', hash: '' },
  rq: [],
  log: [],
});
