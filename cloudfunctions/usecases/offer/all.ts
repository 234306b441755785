import type { OfferRow, OfferState } from '../../../shared-types/contract/admin-reads';
import { readCursor, writeCursor } from '../../domain/cursor';
import { offerRow } from '../../domain/offer/desk';
import type { OfferDoc } from '../../domain/offer/offer';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { namesOf } from '../../store/staff';
import { stockSums } from '../../store/stock-sums';

const PAGE = 20;
interface Input {
  status?: OfferState | undefined;
  cursor?: string | undefined;
}

/** Every offer, also drafts and what is over, newest window first. */
export async function allOffers(
  input: Input,
  ctx: Ctx,
): Promise<Result<{ items: OfferRow[]; cursor?: string }>> {
  const { db, keys, openid, now } = ctx;
  const before = readCursor(input.cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const [staff, stores, rows] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('stores', {}),
    offerPage(ctx, input.status, before),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');

  const shown = rows.slice(0, PAGE);
  const [sums, nameOf] = await Promise.all([
    stockSums(
      db,
      shown.filter(({ status }) => status !== 'draft'),
      keys.memberId(openid),
    ),
    namesOf(
      db,
      shown.flatMap(({ log }) => log.at(-1)?.by ?? []),
    ),
  ]);
  const items = shown.map((offer) => {
    const free = sums.find(({ offerId }) => offerId === offer._id)?.left;
    return offerRow(offer, free, { now, stores, nameOf });
  });
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.spec.claimFrom, last._id) } : {}) });
}

function offerPage(
  { db }: Ctx,
  status: OfferState | undefined,
  before: { at: number; id: string } | null,
): Promise<OfferDoc[]> {
  const filter = _.and([
    status ? { status } : { status: _.exists(true) },
    ...(before
      ? [_.or([{ 'spec.claimFrom': _.lt(before.at) }, { 'spec.claimFrom': before.at, _id: _.lt(before.id) }])]
      : []),
  ]);
  const order: Array<[string, 'desc']> = [
    ['spec.claimFrom', 'desc'],
    ['_id', 'desc'],
  ];
  return db.find('offers', filter as unknown as Filter, { order, limit: PAGE + 1 });
}
