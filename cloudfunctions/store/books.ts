import type { Instant, OfferId } from '../../shared-types/ids';
import type { CouponCounts, LedgerCounts } from '../domain/coupon/books';
import type { Rows } from '../domain/rows';
import { _, $, type Collection, type Db, MAX_ROWS } from '../platform/db';
import { waitingIn } from './outbox';

/** Every row of a collection, by pages of a thousand. For collections as large as the park's set-up, not its members. */
export async function everyRow<Name extends Collection>(db: Db, collection: Name): Promise<Rows[Name][]> {
  const all: Rows[Name][] = [];
  for (let after = ''; ; ) {
    const page = await db.find(
      collection,
      { _id: _.gt(after) },
      { order: [['_id', 'asc']], limit: MAX_ROWS },
    );
    all.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return all;
    after = last._id;
  }
}

/** The expression whose value depends on a condition. */
const choose = (condition: unknown, yes: unknown, no: unknown) => $.cond([condition, yes, no]);
const count = (status: string) => $.sum(choose($.eq(['$status', status]), 1, 0));

/** Coupons by offer and state at an instant: `couponStatus` as an expression, for all coupons in one request. */
export function couponCounts(db: Db, now: Instant): Promise<CouponCounts[]> {
  const underWay = $.and([
    $.eq([$.ifNull(['$transfer.ended', 'none']), 'none']),
    $.gt([$.ifNull(['$transfer.expiresAt', 0]), now]),
  ]);
  const alive = choose($.lt(['$left', '$terms.uses']), 'partlyUsed', 'unused');
  const open = choose($.eq(['$left', 0]), 'used', choose($.lt(['$endAt', now]), 'expired', alive));
  const status = choose($.eq(['$state', 'revoked']), 'revoked', choose(underWay, 'inTransfer', open));
  return db.aggregate<CouponCounts>('coupons', [
    ['project', { offerId: 1, status, standing: $.subtract(['$terms.uses', '$left']) }],
    [
      'group',
      {
        _id: '$offerId',
        issued: $.sum(1),
        unused: count('unused'),
        partlyUsed: count('partlyUsed'),
        used: count('used'),
        expired: count('expired'),
        revoked: count('revoked'),
        inTransfer: count('inTransfer'),
        standingUses: $.sum('$standing'),
      },
    ],
    [
      'project',
      {
        _id: 0,
        offerId: '$_id',
        issued: 1,
        unused: 1,
        partlyUsed: 1,
        used: 1,
        expired: 1,
        revoked: 1,
        inTransfer: 1,
        standingUses: 1,
      },
    ],
  ]);
}

/** Uses by offer, less those undone; rows still in outboxes count as written. */
export async function ledgerCounts(db: Db): Promise<LedgerCounts[]> {
  const waiting = (await waitingIn(db, 'coupons'))
    .map(({ d }) => d)
    .filter((row) => row.type === 'redemption' || row.type === 'undo');
  // Whether or not a job has written them meanwhile, those are counted here and nowhere else.
  const ids = waiting.map(({ _id }) => _id);
  const written = await db.aggregate<LedgerCounts>('ledger', [
    // Benefits of passes are of no offer.
    ['match', { type: _.in(['redemption', 'undo']), offerId: _.neq(null), _id: _.nin(ids) }],
    ['project', { offerId: 1, n: choose($.eq(['$type', 'undo']), $.multiply(['$uses', -1]), '$uses') }],
    ['group', { _id: '$offerId', redeemed: $.sum('$n') }],
    ['project', { _id: 0, offerId: '$_id', redeemed: 1 }],
  ]);
  const totals = new Map<OfferId, number>(written.map(({ offerId, redeemed }) => [offerId, redeemed]));
  for (const { type, offerId, uses } of waiting)
    totals.set(offerId, (totals.get(offerId) ?? 0) + (type === 'undo' ? -uses : uses));
  return [...totals].map(([offerId, redeemed]) => ({ offerId, redeemed }));
}
