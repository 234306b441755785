import assert from 'node:assert/strict';
import type { GroupbuyWorld, KnownOrder } from './world.ts';

interface Settled {
  state: string;
  callbacks: Array<{ ok: boolean }>;
}

/** Somebody at the pay sheet: mostly of an order that waits for it, at times of any, which may be over or paid. False: there is none. */
export async function pay(world: GroupbuyWorld): Promise<boolean> {
  const { random } = world;
  const all = [...world.orders.values()].filter(({ view }) => world.sheets.has(view.outTradeNo)).slice(-60);
  const waiting = all.filter(({ view }) => view.status === 'pending' && !world.isPaid(view.outTradeNo));
  const order = random.pick(waiting.length > 0 && random.next() < 0.85 ? waiting : all);
  if (!order) return false;
  await payFor(world, order);
  return true;
}

/** The pay sheet of one order: whether it is paid, how much, and how often that is reported. */
export async function payFor(world: GroupbuyWorld, order: KnownOrder): Promise<void> {
  const { random } = world;
  const outcome = random.weighted({ success: 88, fail: 7, never: 5 });
  if (outcome !== 'success') {
    world.count(`paid: ${outcome}`);
    await world.cloud.pay.settle(order.view.outTradeNo, { result: outcome });
    return;
  }
  const callbacks = Number(random.weighted({ 0: 20, 1: 50, 2: 15, 3: 10, 5: 5 }));
  const amount = random.next() < 0.03 ? order.view.amount + random.pick([-1, 1, 100]) : undefined;
  await settle(world, order, { callbacks, ...(amount === undefined ? {} : { amount }) });
}

/** The desk calls back once more, for a payment that was reported before or never. */
export async function callBack(world: GroupbuyWorld): Promise<void> {
  const paid = [...world.orders.values()].filter(({ view }) => world.isPaid(view.outTradeNo)).slice(-30);
  const order = world.random.pick(paid);
  if (order) await settle(world, order, { callbacks: 1 + world.random.below(3) });
}

async function settle(
  world: GroupbuyWorld,
  order: KnownOrder,
  payment: { callbacks: number; amount?: number },
): Promise<void> {
  const { outTradeNo, amount, orderId } = order.view;
  const known = world.payments.get(outTradeNo) ?? { amounts: new Set(), sure: false, reported: false };
  world.payments.set(outTradeNo, known);
  // Nobody pays twice: then this is another callback for what was paid before.
  known.amounts.add(payment.amount ?? amount);
  if (order.view.status === 'closed') world.count('paid: late');
  if (payment.callbacks === 0) world.count('paid: not reported');
  if (payment.amount !== undefined) world.count('paid: another amount');
  const { state, callbacks } = (await world.cloud.pay.settle(outTradeNo, payment)) as Settled;
  assert.equal(state, 'SUCCESS');
  if (!known.sure) world.count('paid');
  known.sure = true;
  if (!callbacks.some(({ ok }) => ok)) return;
  known.reported = true;
  if (world.random.next() < 0.3) await isBooked(world, orderId, order.who, known.amounts);
}

/** What was answered to the provider is done. */
async function isBooked(
  world: GroupbuyWorld,
  orderId: KnownOrder['view']['orderId'],
  who: string,
  amounts: Set<number>,
): Promise<void> {
  const asked = world.order++;
  const answer = await world.park.insist(who, 'campaign', 'order.detail', { orderId });
  assert.ok(answer.ok, `${orderId} is there for its owner`);
  world.learn(answer.value, who, asked);
  const { status, amount } = answer.value;
  assert.notEqual(status, 'pending', `${orderId} is paid`);
  if (amounts.size === 1 && amounts.has(amount)) assert.notEqual(status, 'closed', `${orderId} is paid`);
}
