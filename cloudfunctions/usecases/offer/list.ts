import type { OfferView } from '../../../shared-types/contract/wallet';
import type { Instant, OfferId } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import { readCursor, writeCursor } from '../../domain/cursor';
import { isEligible, isShownToGuests } from '../../domain/offer/audience';
import { type OfferDoc, offerView } from '../../domain/offer/offer';
import { reminderOf } from '../../domain/offer/opening';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';
import { factsFor } from '../../store/facts';
import { memberOf } from '../../store/members';
import { partsOf } from '../../store/offers';
import { remindersOf } from '../../store/openings';
import { stockSums } from '../../store/stock-sums';

const PAGE = 20;
/** An offer that has just ended is still shown, so that nobody searches for it. */
const SHOWN_AFTER_END_MS = DAY_MS;

type Page = { items: OfferView[]; cursor?: string };

/** Offers I may see, soonest to end first. */
export async function listOffers(input: { cursor?: string | undefined }, ctx: Ctx): Promise<Result<Page>> {
  const { db, keys, openid, now } = ctx;
  const after = readCursor(input.cursor);
  if (after === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const memberId = keys.memberId(openid);
  const [member, rows] = await Promise.all([memberOf(db, memberId), publishedPage(ctx, after)]);

  const page = rows.slice(0, PAGE);
  const audiences = page.map(({ spec }) => spec.audience);
  const facts = member && (await factsFor(db, now, member, audiences));
  const shown = page.filter(({ spec: { audience } }) =>
    facts ? isEligible(audience, facts) : isShownToGuests(audience),
  );
  const [sums, stores, parts, reminders] = await Promise.all([
    stockSums(db, shown, memberId),
    allStores(db, now),
    partsOf(
      db,
      shown.map(({ spec }) => spec),
      ['spec.title'],
    ),
    member ? remindersOf(db, memberId, stillToTell(shown, now)) : new Set<OfferId>(),
  ]);
  const items = shown.map((offer) => {
    const { left = 0, mine = 0 } = sums.find(({ offerId }) => offerId === offer._id) ?? {};
    const at = reminderOf(offer, now);
    const reminder = at === null ? null : { at, asked: reminders.has(offer._id) };
    return offerView(offer, { now, left, claimedByMe: mine, reminder }, stores, parts);
  });
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.spec.claimTo, last._id) } : {}) });
}

const stillToTell = (offers: OfferDoc[], now: Instant): OfferId[] =>
  offers.filter((offer) => reminderOf(offer, now) !== null).map(({ _id }) => _id);

function publishedPage({ db, now }: Ctx, after: { at: number; id: string } | null): Promise<OfferDoc[]> {
  const filter = _.and([
    { status: 'published', 'spec.claimTo': _.gt(now - SHOWN_AFTER_END_MS) },
    ...(after
      ? [_.or([{ 'spec.claimTo': _.gt(after.at) }, { 'spec.claimTo': after.at, _id: _.gt(after.id) }])]
      : []),
  ]);
  const order: Array<[string, 'asc']> = [
    ['spec.claimTo', 'asc'],
    ['_id', 'asc'],
  ];
  return db.find('offers', filter as unknown as Filter, { order, limit: PAGE + 1 });
}
