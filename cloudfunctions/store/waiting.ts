import type { MemberId } from '../../shared-types/ids';
import type { CouponDoc } from '../domain/coupon/coupon';
import type { LedgerRow } from '../domain/ledger';
import type { CountingRow } from '../domain/member/standing';
import { _, type Db, type Filter } from '../platform/db';
import { dirty } from './outbox';

/** A member has at most a handful of these at a time. */
const LIMIT = 200;

/** Counting rows about a member in outboxes that were read. */
export const countingRows = (
  documents: Array<{ ob: Array<{ to: string; d: unknown }> }>,
  memberId: MemberId,
): CountingRow[] =>
  documents
    .flatMap(({ ob }) => ob.flatMap(({ to, d }) => (to === 'ledger' ? [d as LedgerRow] : [])))
    .flatMap((row) => ('counts' in row && row.memberId === memberId ? [row] : []));

/**
 * Rows about a member that still stand in outboxes and count as having happened: one request for each collection that
 * writes such rows. `member.me` reads the same documents for what it shows of them, and passes them to `countingRows`.
 */
export async function waitingRows(db: Db, memberId: MemberId): Promise<CountingRow[]> {
  const options = { fields: ['ob'], limit: LIMIT };
  const sources = await Promise.all([
    db.find('coupons', { owner: memberId, ...dirty() }, options),
    db.find('passes', { people: memberId, ...dirty() }, options),
  ]);
  return sources.flatMap((documents) => countingRows(documents, memberId));
}

/** Of a member's coupons, in one request: what waits in outboxes, and how many nobody has opened yet. */
export async function homeCoupons(
  db: Db,
  memberId: MemberId,
  now: number,
): Promise<{ waiting: CountingRow[]; unseen: number }> {
  const given = { origin: _.in([...UNASKED]), state: 'live', left: _.gt(0), endAt: _.gte(now) };
  const filter = _.and([{ owner: memberId }, _.or([dirty(), given])]) as unknown as Filter;
  const fields = ['ob', 'origin', 'state', 'left', 'endAt', 'uses', 'number', 'transfer'];
  const coupons = await db.find('coupons', filter, { fields, limit: LIMIT });
  return {
    waiting: countingRows(coupons, memberId),
    unseen: coupons.filter((coupon) => isUnseen(coupon, now)).length,
  };
}

/** What comes by itself. Every other coupon was shown by the answer of the action that brought it. */
const UNASKED: ReadonlySet<CouponDoc['origin']> = new Set(['prize', 'goods'] as const);

/** Given by the park, still good, and its code was never shown: until then `number` is the coupon's own id. */
const isUnseen = ({ _id, origin, state, left, endAt, uses, number, transfer }: CouponDoc, now: number) =>
  UNASKED.has(origin) &&
  state === 'live' &&
  left > 0 &&
  endAt >= now &&
  uses.length === 0 &&
  transfer === null &&
  number === _id;
