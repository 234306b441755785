import type { Instant, MemberId, OfferId, StoreId } from '../../shared-types/ids';
import { isOnePerson } from '../domain/events/event';
import type { Done } from '../domain/figures/funnel';
import type { ClaimSums, EndSums, Window } from '../domain/figures/redemption';
import { _, $, type Db, type Filter, MAX_ROWS } from '../platform/db';

const when = (condition: unknown, yes: unknown, no: unknown) => $.cond([condition, yes, no]);
const is = (type: string) => $.eq(['$type', type]);

interface Asked {
  offerIds: OfferId[];
  storeId: StoreId | undefined;
  window: Window;
  asOf: Instant;
  staff: MemberId[];
}

/** Claims of some offers by the day of the claim, with their uses, from the ledger's rows up to an instant: one request. */
export function claimSums(db: Db, { offerIds, storeId, window, asOf, staff }: Asked): Promise<ClaimSums[]> {
  const here = storeId === undefined ? true : $.eq(['$storeId', storeId]);
  const used = when(here, when(is('redemption'), '$uses', when(is('undo'), $.multiply(['$uses', -1]), 0)), 0);
  return db.aggregate<ClaimSums>('ledger', [
    [
      'match',
      {
        type: _.in(['issue', 'redemption', 'undo']),
        offerId: _.in(offerIds),
        knownAt: _.lte(asOf),
      } as Filter,
    ],
    [
      'group',
      {
        _id: '$couponId',
        offerId: $.first('$offerId'),
        claimedAt: $.max(when(is('issue'), '$at', -1)),
        owner: $.max(when(is('issue'), '$memberId', '')),
        uses: $.sum(used),
        undone: $.sum(when(here, when(is('undo'), 1, 0), 0)),
      },
    ],
    [
      'match',
      {
        claimedAt: _.and([_.gte(Math.max(0, window.from)), _.lt(window.to)]),
        owner: _.nin(staff),
      } as unknown as Filter,
    ],
    [
      'group',
      {
        _id: '$offerId',
        claimed: $.sum(1),
        redeemed: $.sum(when($.gt(['$uses', 0]), 1, 0)),
        uses: $.sum('$uses'),
        undone: $.sum('$undone'),
      },
    ],
    ['project', { _id: 0, offerId: '$_id', claimed: 1, redeemed: 1, uses: 1, undone: 1 }],
  ]);
}

/** Of the same claims: how many ended unused, and how many can still be used. One request. */
export function endSums(db: Db, { offerIds, window, asOf, staff }: Asked): Promise<EndSums[]> {
  const unused = $.eq(['$left', '$terms.uses']);
  const alive = $.eq(['$state', 'live']);
  const ended = $.lt(['$endAt', asOf]);
  const claimedBefore = Math.min(window.to, asOf + 1);
  return db.aggregate<EndSums>('coupons', [
    [
      'match',
      {
        offerId: _.in(offerIds),
        claimedAt: _.and([_.gte(Math.max(0, window.from)), _.lt(claimedBefore)]),
        owner: _.nin(staff),
      } as unknown as Filter,
    ],
    [
      'group',
      {
        _id: '$offerId',
        expired: $.sum(when($.and([unused, alive, ended]), 1, 0)),
        open: $.sum(when($.and([alive, $.gte(['$endAt', asOf]), $.gt(['$left', 0])]), 1, 0)),
      },
    ],
    ['project', { _id: 0, offerId: '$_id', expired: 1, open: 1 }],
  ]);
}

/** Who did what in a window, by name; people without consent and staff are not in it. A request a thousand rows. */
export async function doneIn(
  db: Db,
  names: string[],
  { from, to }: Window,
  asOf: Instant,
  staff: MemberId[],
): Promise<Done[]> {
  const rows: Done[] = [];
  const left = new Set<string>(staff);
  for (let after = ''; ; ) {
    const filter = {
      name: _.in(names),
      at: _.and([_.gte(from), _.lt(to)]),
      knownAt: _.lte(asOf),
      _id: _.gt(after),
    } as unknown as Filter;
    const page = await db.find('events', filter, {
      order: [['_id', 'asc']],
      limit: MAX_ROWS,
      fields: ['who', 'name', 'at'],
    });
    for (const { who, name, at } of page)
      if (isOnePerson(who) && !left.has(who)) rows.push({ who, name, at });
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return rows;
    after = last._id;
  }
}
