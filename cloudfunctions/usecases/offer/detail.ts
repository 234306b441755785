import type { OfferDetail } from '../../../shared-types/contract/admin-reads';
import type { OfferId } from '../../../shared-types/ids';
import { logLines, partViews, previewOf, standingOf } from '../../domain/offer/desk';
import { missingToPublish } from '../../domain/offer/publish';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { partsOf } from '../../store/offers';
import { namesOf } from '../../store/staff';
import { stockSums } from '../../store/stock-sums';

/** One offer with everything its operators ask: as saved, what publishing would miss, who changed what and when. */
export async function offerDetail(
  { offerId }: { offerId: OfferId },
  { db, keys, openid, now }: Ctx,
): Promise<Result<OfferDetail>> {
  const [staff, offer] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.get('offers', offerId),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!offer) return refuse('not_found');

  const { spec, status, log, rev } = offer;
  const isDraft = status === 'draft';
  const [stores, parts, sums, tasks, nameOf] = await Promise.all([
    db.find('stores', {}),
    partsOf(db, [spec]),
    isDraft ? [] : stockSums(db, [offer], keys.memberId(openid)),
    isDraft ? [] : db.find('tasks', { waitingFor: offerId }, { fields: ['grant.count'] }),
    namesOf(
      db,
      log.map(({ by }) => by),
    ),
  ]);
  const standing = standingOf(offer, sums[0]?.left);
  return done({
    offerId,
    status,
    version: rev,
    spec,
    ...standing,
    ...previewOf(offer, standing.left, { stores, parts, now }),
    missing: isDraft ? missingToPublish(spec, { stores, parts, now }) : [],
    parts: partViews(spec, parts),
    waiting: tasks.reduce((sum, { grant }) => sum + grant.count, 0),
    log: logLines(offer, nameOf),
  });
}
