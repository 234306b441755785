import type { RoundDeskRow, RoundDetail } from '../../../shared-types/contract/lottery-desk';
import type { OfferId, RoundId } from '../../../shared-types/ids';
import { readCursor } from '../../domain/cursor';
import { missingToPublish } from '../../domain/lottery/publish';
import { couponPrizes, type RoundDoc, roundStatus } from '../../domain/lottery/round';
import { agreed } from '../../domain/lottery/settle';
import { deskRow, enteredView, logView } from '../../domain/lottery/views';
import type { OfferDoc } from '../../domain/offer/offer';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, $, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { namesOf } from '../../store/staff';
import { beforeCursor, LATEST_FIRST, nextCursor, viewOf } from './read';

const PAGE = 20;

/** Every round, also drafts, the latest to close first. */
export async function allRounds(
  { status, cursor }: { status?: RoundDoc['status'] | undefined; cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: RoundDeskRow[]; cursor?: string }>> {
  const before = readCursor(cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const [staff, rows] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('rounds', beforeCursor(before, status ?? _.exists(true)), {
      order: LATEST_FIRST,
      limit: PAGE + 1,
    }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  const page = rows.slice(0, PAGE);
  const nameOf = await namesOf(
    db,
    page.flatMap(({ log }) => log.at(-1)?.by ?? []),
  );
  return done({ items: page.map((round) => deskRow(round, now, nameOf)), ...nextCursor(rows) });
}

/** One round with everything its operators ask. */
export async function roundDetail({ roundId }: { roundId: RoundId }, ctx: Ctx): Promise<Result<RoundDetail>> {
  const { db, keys, openid, now } = ctx;
  const me = keys.staffId(openid);
  const [staff, round] = await Promise.all([db.get('staff', me), db.get('rounds', roundId)]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!round) return refuse('not_found');
  const { log, entered, spec, status, rev, alarm, lastTry } = round;
  const [nameOf, offers, view, prizesLeft] = await Promise.all([
    namesOf(
      db,
      [...log, ...entered].map(({ by }) => by),
    ),
    status === 'draft' ? offersOf(db, spec) : new Map<OfferId, OfferDoc>(),
    viewOf(ctx, round),
    leftOf(db, round),
  ]);
  return done({
    roundId,
    status: roundStatus(round, now) ?? 'draft',
    version: rev,
    spec,
    missing: status === 'draft' ? missingToPublish(spec, offers, now) : [],
    view,
    entered: enteredView(round, me, nameOf),
    differ: entered.length > 1 && agreed(entered) === null,
    alarm,
    lastTry,
    prizesLeft,
    log: logView(round, me, nameOf),
  });
}

/** Offers that a round's prizes are coupons of. */
export async function offersOf(db: Db, spec: RoundDoc['spec']): Promise<Map<OfferId, OfferDoc>> {
  const ids = [...couponPrizes(spec).keys()];
  if (ids.length === 0) return new Map();
  return new Map((await db.find('offers', { _id: _.in(ids) })).map((offer) => [offer._id, offer]));
}

/** Prizes nobody holds: all of them before the draw, afterwards what went back or lapsed. */
async function leftOf(db: Db, { _id, spec, drawn }: RoundDoc): Promise<RoundDetail['prizesLeft']> {
  const held = drawn
    ? await db.aggregate<{ _id: number; n: number }>('wins', [
        ['match', { roundId: _id, status: _.neq('lapsed') }],
        ['group', { _id: '$prize', n: $.sum(1) }],
      ])
    : [];
  return spec.prizes.map(({ tier, name, count }, i) => ({
    tier,
    name,
    left: count - (held.find((row) => row._id === i)?.n ?? 0),
  }));
}
