import assert from 'node:assert/strict';
import {
  type GroupDoc,
  paidSeats,
  type Seat,
  takenSeats,
} from '../../../cloudfunctions/domain/groupbuy/group.ts';
import { isRefused as isRefusedByStock } from '../../../cloudfunctions/domain/groupbuy/join.ts';
import type { Told } from '../crowd.ts';
import { type Evidence, gather } from './evidence.ts';
import { sizeOf } from './look.ts';
import type { GroupbuyWorld, KnownCampaign } from './world.ts';

/** What holds at every moment. */
export async function check(world: GroupbuyWorld): Promise<Evidence> {
  const evidence = await gather(world);
  checkBooks(world, evidence);
  checkBill(world, evidence);
  checkTold(world, evidence);
  for (const group of evidence.groups) checkGroup(world, group);
  for (const campaign of world.campaigns) {
    checkStock(campaign, evidence);
    checkLimits(campaign, evidence);
  }
  return evidence;
}

/** Every book agrees with every other, but for payments that nobody has reported yet. */
function checkBooks(world: GroupbuyWorld, { books }: Evidence): void {
  const differences = books.differences.filter(
    ({ what, id, found }) =>
      !(
        what === "provider's bill = money ledger" &&
        found === 0 &&
        world.payments.get(id)?.reported === false
      ),
  );
  assert.deepEqual(differences, []);
  const { paid, refunded, delivered, open } = books.money;
  assert.equal(paid - refunded, delivered + open);
}

/** The provider has what people paid, and never pays back more than that. */
function checkBill(world: GroupbuyWorld, { bill, orders }: Evidence): void {
  for (const [outTradeNo, { amounts, sure }] of world.payments) {
    const paid = bill.get(outTradeNo)?.paid;
    assert.ok(paid === undefined ? !sure : amounts.has(paid), `${outTradeNo}: ${paid} were paid`);
  }
  for (const { view } of orders.values()) {
    const { paid, back } = bill.get(view.outTradeNo) ?? { paid: 0, back: 0 };
    assert.ok(back <= paid, `${view.orderId}: ${back} of ${paid} went back`);
    assert.ok(paid === 0 || world.payments.has(view.outTradeNo), `${view.orderId} was paid by nobody`);
    assert.ok(view.refunded <= back, `${view.orderId} says that ${view.refunded} went back: ${back}`);
    if (['paid', 'grouped', 'fulfilled', 'refunding', 'refunded'].includes(view.status))
      assert.equal(paid, view.amount, `${view.orderId} is ${view.status}`);
  }
}

/** Whoever was told of an order has it, unless stock said no to it in the end; nobody has one they did not ask for. */
function checkTold(world: GroupbuyWorld, { orders, groups }: Evidence): void {
  const all = groups.flatMap((group) => group.seats);
  const refused = new Set(all.filter(isRefusedByStock).map(({ orderId }) => orderId));
  for (const [orderId, { who }] of world.orders)
    assert.equal(orders.get(orderId)?.who, refused.has(orderId) ? undefined : who, orderId);
  const seats = all.filter(({ orderId }) => !refused.has(orderId));
  assert.equal(seats.length, orders.size);
  const asked = new Set(
    world.sent
      .filter(({ answer, op }) => /^groupbuy\.(open|join|buyAlone)$/.test(op) && !isRefused(answer))
      .map(({ requestId }) => requestId),
  );
  // Of a call that was cut off, what stock refused in the end may have been closed with its hold.
  for (const { by, orderId, status } of seats)
    assert.ok(asked.has(by.key.split(':')[2] ?? '') || status === 'closed', `${orderId} was asked for`);
}

/** Who only has no pay sheet yet has the order. */
const isRefused = (answer: Told | null): boolean =>
  answer?.ok === false && answer.refusal?.code !== 'payment_unavailable';

function checkGroup(world: GroupbuyWorld, group: GroupDoc): void {
  const { _id, terms, status, alone } = group;
  const { spec } = world.campaignOf(terms.campaignId);
  const taken = takenSeats(group);
  const size = alone ? 1 : sizeOf(spec);
  assert.equal(terms.size, size);
  assert.ok(taken.length <= size, `${_id}: ${taken.length} of ${size} seats are taken`);
  assert.equal(new Set(taken.map(({ memberId }) => memberId)).size, taken.length, `${_id}: one seat each`);
  if (status === 'failed') assert.deepEqual(paidSeats(group), [], `${_id} has failed`);
  for (const seat of group.seats) checkPrice(group, seat);
}

/** Everybody was asked for the price of the campaign. */
function checkPrice({ terms, alone, _id }: GroupDoc, { amount, quantity }: Seat): void {
  const highest = terms.ladder ? Math.max(...terms.ladder.map(({ price }) => price)) : terms.price;
  assert.equal(amount, quantity * (alone ? terms.singlePrice : highest), _id);
}

const isActive = ({ status }: Seat): boolean => ['pending', 'paid', 'grouped', 'fulfilled'].includes(status);
export const unitsIn = (seats: Array<Pick<Seat, 'quantity'>>, { spec }: KnownCampaign): number =>
  seats.reduce((sum, { quantity }) => sum + quantity * spec.fulfil.count, 0);
const groupsOf = ({ groups }: Evidence, { campaignId }: KnownCampaign) =>
  groups.filter(({ terms }) => terms.campaignId === campaignId);

/** Never below zero, and never more sold than there was. Coupons that were taken back are sold as well. */
function checkStock(campaign: KnownCampaign, evidence: Evidence): void {
  const { campaignId, offerId, spec } = campaign;
  const own = evidence.shards.filter((shard) => shard.offerId === offerId);
  for (const { _id, free } of own) assert.ok(free >= 0, `${_id}: ${free} are free`);
  const seats = groupsOf(evidence, campaign).flatMap((group) => group.seats);
  // Who was refused for want of stock never had any.
  const sold = seats.filter((seat) => seat.status === 'fulfilled' || seat.goods === 'taken_back');
  assert.ok(unitsIn(sold, campaign) <= spec.stock * spec.fulfil.count, `${campaignId}: sold ${sold.length}`);
}

function checkLimits(campaign: KnownCampaign, evidence: Evidence): void {
  const { campaignId, spec } = campaign;
  const pieces: Record<string, number> = {};
  const inGroups: Record<string, number> = {};
  // A pending order may still be on its way to be refused.
  for (const { seats, alone } of groupsOf(evidence, campaign))
    for (const { memberId, quantity } of seats.filter(
      (seat) => isActive(seat) && seat.status !== 'pending',
    )) {
      pieces[memberId] = (pieces[memberId] ?? 0) + quantity;
      if (!alone) inGroups[memberId] = (inGroups[memberId] ?? 0) + 1;
    }
  for (const [who, n] of Object.entries(pieces))
    assert.ok(n <= spec.perMemberQuantity, `${campaignId}: ${who} has ${n} pieces`);
  for (const [who, n] of Object.entries(inGroups))
    assert.ok(n <= spec.perMemberGroups, `${campaignId}: ${who} is in ${n} groups`);
}

/** What holds once every group has ended and the timers ran: every fen is delivered or back, and nothing is left over. */
export async function checkEnd(world: GroupbuyWorld): Promise<void> {
  const evidence = await check(world);
  assert.deepEqual(evidence.books.differences, []);
  for (const { view } of evidence.orders.values()) {
    const { paid, back } = evidence.bill.get(view.outTradeNo) ?? { paid: 0, back: 0 };
    assert.ok(['fulfilled', 'refunded', 'closed'].includes(view.status), `${view.orderId} is ${view.status}`);
    const kept = view.status === 'fulfilled' ? view.amount - view.refunded : 0;
    assert.equal(paid - back, kept, `${view.orderId} is ${view.status}: ${back} of ${paid} went back`);
  }
  for (const group of evidence.groups) {
    assert.ok(['full', 'failed'].includes(group.status), `${group._id} is ${group.status}`);
    assert.equal(group.wake, null, `${group._id} has nothing to do`);
    assert.deepEqual(group.ob, []);
    checkSettled(world, group, evidence);
  }
  for (const campaign of world.campaigns) {
    checkMoney(campaign, evidence);
    checkGoods(world, campaign, evidence);
    checkMarks(campaign, evidence);
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);

/** The books of a campaign are at zero, and `delivered` is what people keep. */
function checkMoney(campaign: KnownCampaign, { ledger, orders }: Evidence): void {
  const { campaignId } = campaign;
  const total = (type: string) =>
    sum(
      ledger.filter((row) => row.campaignId === campaignId && row.type === type).map(({ amount }) => amount),
    );
  const delivered = total('delivered') - total('undelivered');
  assert.equal(total('paid') - total('refunded') - delivered, 0, `open of ${campaignId}`);
  const kept = [...orders.values()].filter(
    ({ view }) => view.campaignId === campaignId && view.status === 'fulfilled',
  );
  assert.equal(delivered, sum(kept.map(({ view }) => view.amount - view.refunded)));
}

/** A group is full with all its seats, or a ladder with those of a rung; who leaves afterwards leaves it full. */
function checkSettled(world: GroupbuyWorld, group: GroupDoc, { ledger }: Evidence): void {
  if (group.status !== 'full') return;
  const { spec } = world.campaignOf(group.terms.campaignId);
  const delivered = ledger.filter((row) => row.type === 'delivered' && row.groupId === group._id);
  if (group.alone) {
    assert.equal(delivered.length, 1);
    return;
  }
  const rung = [...(spec.ladder ?? [{ size: spec.size, price: spec.groupPrice }])]
    .filter(({ size }) => size <= delivered.length)
    .sort((a, b) => b.size - a.size)[0];
  assert.ok(rung && delivered.length <= sizeOf(spec), `${group._id} is full with ${delivered.length}`);
  for (const { orderId, amount } of delivered) {
    const seat = group.seats.find((one) => one.orderId === orderId);
    assert.equal(amount, rung.price * (seat?.quantity ?? 0), `${orderId} in a group of ${delivered.length}`);
  }
  world.count(spec.ladder ? `ladder of ${delivered.length}` : 'group full');
}

/** Who kept an order has its coupons, once; who was paid back has none that is good for anything. */
function checkGoods(world: GroupbuyWorld, campaign: KnownCampaign, { wallets, orders }: Evidence): void {
  const { offerId, campaignId } = campaign;
  let used = 0;
  for (const [who, coupons] of wallets) {
    const own = coupons.filter((coupon) => coupon.offerId === offerId);
    const kept = [...orders.values()].filter(
      ({ who: owner, view }) =>
        owner === who && view.campaignId === campaignId && view.status === 'fulfilled',
    );
    const good = own.filter(({ status }) => status !== 'revoked');
    const units = unitsIn(
      kept.map(({ view }) => view),
      campaign,
    );
    const moved = [...world.moved.values()].filter(({ coupon }) => coupon.offerId === offerId);
    const [got, gave] = [moved.filter(({ to }) => to === who), moved.filter(({ from }) => from === who)];
    const mine = units + got.length - gave.length;
    assert.equal(good.length, mine, `${who} has ${good.length} coupons of ${offerId}, bought ${units}`);
    for (const { status, usedAt, couponId } of own)
      if (status === 'revoked') assert.equal(usedAt?.length ?? 0, 0, `${couponId} was used and is paid back`);
    used += own.filter(({ status }) => status === 'used').length;
  }
  assert.equal(used, world.used[offerId] ?? 0, `${offerId}: used`);
}

/** Limits count what people have now, and nothing else is held or left behind. */
function checkMarks(campaign: KnownCampaign, evidence: Evidence): void {
  const { offerId, campaignId } = campaign;
  const reserved = evidence.shards.filter(
    (shard) => shard.offerId === offerId && shard.reservedFor === campaignId,
  );
  const groups = groupsOf(evidence, campaign);
  const members = new Set(groups.flatMap(({ seats }) => seats.map(({ memberId }) => memberId)));
  for (const memberId of members) {
    const active = (list: GroupDoc[]) =>
      list.flatMap(({ seats }) => seats.filter((seat) => seat.memberId === memberId && isActive(seat)));
    const marks = sum(reserved.map(({ g }) => g[memberId]?.length ?? 0));
    assert.equal(marks, unitsIn(active(groups), campaign), `${campaignId}: pieces counted for ${memberId}`);
    const inGroups = sum(reserved.map(({ go }) => go[memberId]?.length ?? 0));
    assert.equal(inGroups, active(groups.filter(({ alone }) => !alone)).length, `groups of ${memberId}`);
  }
  for (const { _id, orders, free } of reserved) {
    assert.deepEqual(orders, {}, `${_id} holds goods for nobody`);
    assert.equal(free, 0, `${_id} has given back what nobody bought`);
  }
}
