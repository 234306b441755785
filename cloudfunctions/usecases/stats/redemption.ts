import type { RedemptionFigures } from '../../../shared-types/contract/stats';
import type { Instant, OfferId, ParkDay, StoreId } from '../../../shared-types/ids';
import { redemptionFigures, windowOf } from '../../domain/figures/redemption';
import type { OfferDoc } from '../../domain/offer/offer';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { everyRow } from '../../store/books';
import { outsidersOf } from '../../store/days';
import { claimSums, endSums } from '../../store/figures';

interface Input {
  offerId?: OfferId | undefined;
  storeId?: StoreId | undefined;
  from?: ParkDay | Instant | undefined;
  to?: ParkDay | Instant | undefined;
  asOf?: Instant | undefined;
}

/** So many offers a request: an answer has a thousand rows at most. */
const OFFERS = 500;

/** Redemption by offer, recomputed from the ledger; offers nobody has claimed are in it with zeros. */
export async function redemption(
  { offerId, storeId, from, to, asOf }: Input,
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ at: Instant; items: RedemptionFigures[] }>> {
  const at = Math.min(asOf ?? now, now);
  const [offers, outsiders] = await Promise.all([offersAsked(db, offerId), outsidersOf(db, keys)]);
  if (!actsAs(outsiders.rowOf(keys.staffId(openid)), ['operator', 'analyst'])) return refuse('not_allowed');
  if (offerId && offers.length === 0) return refuse('not_found');
  const items: RedemptionFigures[] = [];
  for (let i = 0; i < offers.length; i += OFFERS) {
    const page = offers.slice(i, i + OFFERS);
    const asked = {
      offerIds: page.map(({ _id }) => _id),
      storeId,
      window: windowOf(from, to),
      asOf: at,
      staff: outsiders.except,
    };
    const [claims, ends] = await Promise.all([claimSums(db, asked), endSums(db, asked)]);
    for (const offer of page) {
      const of = <Row extends { offerId: OfferId }>(rows: Row[]) =>
        rows.find((row) => row.offerId === offer._id);
      items.push(redemptionFigures(offer, of(claims), of(ends), at));
    }
  }
  return done({ at, items });
}

async function offersAsked(db: Db, offerId: OfferId | undefined): Promise<OfferDoc[]> {
  const offers = offerId ? [await db.get('offers', offerId)] : await everyRow(db, 'offers');
  return offers.filter((offer): offer is OfferDoc => offer !== null && offer.status !== 'draft');
}
