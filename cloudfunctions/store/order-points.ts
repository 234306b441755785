import type { MemberId } from '../../shared-types/ids';
import type { MoneyRow, PaidRow, RefundedRow } from '../domain/groupbuy/money';
import type { MemberDoc } from '../domain/member/member';
import { bookOrders, pointsIdOf } from '../domain/member/order-points';
import { _, type Db, MAX_ROWS } from '../platform/db';
import { random, sleep } from '../platform/random';
import { setting } from './config';
import { ledgerEntries } from './outbox';

const TRIES = 8;
type OrderRow = PaidRow | RefundedRow;

/**
 * Books the points of orders paid and paid back, once each; the money rows are in the ledger already. Three requests for
 * all members, and one for each whose points change.
 */
export async function bookOrderPoints(db: Db, now: number, rows: MoneyRow[]): Promise<void> {
  const orders = rows.filter((row): row is OrderRow => row.type === 'paid' || row.type === 'refunded');
  let open = [...new Set(orders.map(({ memberId }) => memberId))];
  if (open.length === 0) return;
  const { perYuan } = await setting(db, now, 'points');
  const orderIds = new Set<string>(orders.map(({ orderId }) => orderId));
  for (let n = 0; open.length > 0; n++) {
    if (n === TRIES) throw new Error('members stayed contended');
    if (n > 0) await sleep(random.backoffMs(n));
    open = await bookOnce(db, open, orderIds, { perYuan, now });
  }
}

async function bookOnce(
  db: Db,
  ids: MemberId[],
  orderIds: Set<string>,
  env: { perYuan: number; now: number },
): Promise<MemberId[]> {
  // Members before the ledger: a row that leaves an outbox meanwhile is then in the ledger, and found there.
  const fields = ['rev', 'points', 'lots', 'pointsEndAt', 'ob', 'erasedAt', 'joinedAt', 'firstJoinedAt'];
  const members = await db.find('members', { _id: _.in(ids) }, { fields });
  const money = (await db.find(
    'ledger',
    { memberId: _.in(ids), type: _.in(['paid', 'refunded']), orderId: _.in([...orderIds]) },
    { limit: MAX_ROWS },
  )) as OrderRow[];
  const booked = await db.find(
    'ledger',
    { _id: _.in(money.map(pointsIdOf)) },
    { fields: ['delta'], limit: MAX_ROWS },
  );
  const deltas = (booked as Array<{ _id: string; delta: number }>).map(
    ({ _id, delta }) => [_id, delta] as const,
  );
  const lost = await Promise.all(
    members.map(async (member) => {
      const own = sinceJoining(money, member);
      return (await write(db, member, own, new Map([...deltas, ...waitingDeltas(member)]), env))
        ? []
        : [member._id];
    }),
  );
  return lost.flat();
}

/** Who left and joined again has given up the points of earlier orders: their refunds take nothing either. */
function sinceJoining(money: OrderRow[], { _id, joinedAt, firstJoinedAt }: MemberDoc): OrderRow[] {
  const own = money.filter(({ memberId }) => memberId === _id);
  if (joinedAt === firstJoinedAt) return own;
  const ofNow = own.filter(({ type, at }) => type === 'paid' && at >= joinedAt).map(({ orderId }) => orderId);
  return own.filter(({ orderId }) => ofNow.includes(orderId));
}

const waitingDeltas = ({ ob }: MemberDoc): Array<[string, number]> =>
  ob.flatMap((entry) =>
    entry.to === 'ledger' && entry.d.type === 'points' ? [[entry.d._id, entry.d.delta]] : [],
  );

async function write(
  db: Db,
  member: MemberDoc,
  rows: OrderRow[],
  booked: Map<string, number>,
  env: { perYuan: number; now: number },
): Promise<boolean> {
  // Who left has given up what would have come.
  const booking = member.erasedAt === null ? bookOrders(member, rows, booked, env) : null;
  if (!booking) return true;
  const { points, lots, pointsEndAt } = booking.account;
  const change = { points, lots: _.set(lots), pointsEndAt, ob: _.push(ledgerEntries(booking.rows)) };
  return (
    (await db.update('members', { _id: member._id, rev: member.rev }, { rev: _.inc(1), ...change })) === 1
  );
}
