import type { CouponId, Fen, GroupId, OrderId } from '../../shared-types/ids';
import { type GroupDoc, goodsEntry, type Seat } from '../domain/groupbuy/group';
import type { Step } from '../domain/groupbuy/step';
import type { Result } from '../domain/result';
import { _, type Change, type Db } from '../platform/db';
import type { Keys } from '../platform/keys';
import { type Attempt, commit } from './commit';
import type { OrderGoods, OrderLimits } from './order-stock';
import { reservationOf } from './reservation';

/**
 * Names of an order: the group stands in them, so that a callback needs no look-up. `outTradeNo` has 30 characters (at
 * most 32), refunds add one.
 */
export const groupIdOf = (keys: Keys, ...cause: string[]): GroupId =>
  `grp_${keys.name(26, 'group', ...cause)}` as GroupId;
export function orderNames(keys: Keys, groupId: GroupId, ...cause: string[]) {
  const outTradeNo = groupId.slice(4) + keys.name(4, 'order', groupId, ...cause);
  return { orderId: `ord_${outTradeNo}` as OrderId, outTradeNo };
}
export const groupOfOrder = (orderId: OrderId): GroupId => `grp_${orderId.slice(4, 30)}` as GroupId;
export const groupOfPayment = (outTradeNo: string): GroupId => `grp_${outTradeNo.slice(0, 26)}` as GroupId;

/** The key of the request that asked for a change, which no other group may carry; a refused one goes again. */
export const keepKey = (key: string): Change => ({ rids: _.push([key]) });
export const dropKey = (key: string): Change => ({ rids: _.pull(key) });

/** Writes a decision down: the whole of what it may change, if nobody has changed the group since it was read. */
export function writeStep(
  db: Db,
  before: GroupDoc,
  { group, rows, goods }: Step,
  mark: Change = {},
): Promise<number> {
  const at = Math.max(...rows.map((row) => row.at), 0);
  const ob = [
    ...rows.map((row) => ({ id: row._id, to: 'ledger' as const, at: row.at, d: row })),
    ...goods.map((orderId) => ({ id: goodsEntry(orderId), to: 'goods' as const, at, d: { orderId } })),
  ];
  return db.update(
    'groups',
    { _id: before._id, rev: before.rev },
    {
      rev: _.inc(1),
      status: group.status,
      deadline: group.deadline,
      seats: _.set(group.seats),
      unmatched: _.set(group.unmatched),
      wake: group.wake,
      stuckAt: group.stuckAt ?? null,
      activity: _.set(group.activity),
      ...mark,
      ...(ob.length > 0 ? { ob: _.push(ob) } : {}),
    },
  );
}

/** The group whose order a request has changed before. */
export async function groupChangedBy(db: Db, key: string): Promise<GroupDoc | undefined> {
  const [group] = await db.find('groups', { rids: key }, { limit: 1 });
  return group;
}

/**
 * One decision on a group, written conditionally; loads it anew until it is written or there is nothing to write. Answers
 * the group as it is then. `known`: as it was just read, which spares the first look.
 */
export async function changeGroup(
  db: Db,
  groupId: GroupId,
  decide: (group: GroupDoc) => Step | 'nothing' | Promise<Step | 'nothing'>,
  known?: GroupDoc,
  mark?: Change,
): Promise<GroupDoc | null> {
  let read = known;
  const result = await commit(async (): Promise<Attempt<GroupDoc | null, never>> => {
    const group = read ?? (await db.get('groups', groupId));
    read = undefined;
    if (!group) return { answer: { ok: true, value: null } };
    const step = await decide(group);
    if (step === 'nothing') return { answer: { ok: true, value: group } };
    return { write: () => writeStep(db, group, step, mark), value: { ...step.group, rev: group.rev + 1 } };
  });
  return (result as Extract<Result<GroupDoc | null>, { ok: true }>).value;
}

/** The goods of an order in its campaign's reservation. */
export const goodsOf = (keys: Keys, { terms }: GroupDoc, seat: Seat, at: number): OrderGoods => ({
  pool: reservationOf(terms.fulfil.offerId, terms.campaignId, terms.reserved),
  orderId: seat.goodsName,
  memberId: seat.memberId,
  couponIds: couponIdsOf(keys, seat, seat.quantity * terms.fulfil.count),
  at,
});
const couponIdsOf = (keys: Keys, { goodsName }: Seat, count: number): OrderGoods['couponIds'] =>
  Array.from(
    { length: count },
    (_unused, i) => keys.derive('cpn_', 'goods', goodsName, String(i)) as CouponId,
  ) as OrderGoods['couponIds'];

export const limitsOf = ({ terms, alone }: GroupDoc): OrderLimits => ({
  units: terms.perMemberQuantity * terms.fulfil.count,
  groups: alone ? null : terms.perMemberGroups,
});

/** Stands for a payment that belongs to no group: nobody's seats, only money that has to go back. */
export const strayGroup = (groupId: GroupId, now: number): GroupDoc => ({
  _id: groupId,
  rev: 0,
  alone: true,
  terms: {
    campaignId: 'cmp_none' as GroupDoc['terms']['campaignId'],
    title: '',
    product: '',
    type: 'normal',
    size: 1,
    price: 0 as Fen,
    singlePrice: 0 as Fen,
    ladder: null,
    lifeMinutes: 1,
    to: now,
    perMemberQuantity: 1,
    perMemberGroups: 1,
    audience: null,
    fulfil: { offerId: 'off_none' as GroupDoc['terms']['fulfil']['offerId'], count: 1 },
    reserved: 1,
  },
  status: 'failed',
  createdAt: now,
  deadline: null,
  seats: [],
  unmatched: [],
  wake: null,
  stuckAt: null,
  activity: null,
  rids: [groupId],
  ob: [],
});
