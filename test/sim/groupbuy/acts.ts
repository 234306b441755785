import assert from 'node:assert/strict';
import type { OrderView, PaymentView } from '../../../shared-types/contract/groupbuy.ts';
import type { GroupId, OrderId } from '../../../shared-types/ids.ts';
import { DAY_MS } from '../../../shared-types/park-day.ts';
import type { Sent, Told } from '../crowd.ts';
import { accept, give, redeem } from './goods.ts';
import { look, lookAtGroup } from './look.ts';
import { callBack, pay, payFor } from './pay.ts';
import { type GroupbuyWorld, identity, type KnownGroup, type KnownOrder } from './world.ts';

/** What needs something that is not there yet opens a group instead. */
type Act = (world: GroupbuyWorld) => Promise<unknown>;

/** Everything people do to group-buys, each drawn by its weight. */
export const WEIGHTS = {
  open: 9,
  join: 26,
  browse: 5,
  buyAlone: 6,
  pay: 26,
  callBack: 4,
  payAgain: 4,
  cancel: 4,
  leave: 4,
  refund: 3,
  retry: 1,
  refundsFail: 2,
  look: 4,
  redeem: 3,
  give: 2,
  accept: 2,
  again: 8,
  resume: 2,
  newcomer: 1,
  stop: 0.05,
  extend: 0.2,
  tick: 3,
  clock: 2,
  hold: 0.7,
  deadline: 0.4,
  night: 0.05,
} as const;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const ACTS: Record<keyof typeof WEIGHTS, Act> = {
  open: (world) => begin(world, 'groupbuy.open'),
  buyAlone: (world) => begin(world, 'groupbuy.buyAlone'),

  async join(world) {
    const begun =
      world.random.next() < 0.8 ? world.groups.filter((one) => isBegun(world, one)) : world.groups;
    const group = world.random.pick(begun.slice(-8));
    if (!group) return begin(world, 'groupbuy.open');
    await join(world, group.groupId, world.random.pick(world.members));
  },

  /** From a campaign's page, which lists what can be joined. */
  async browse(world) {
    const who = world.random.pick(world.members);
    const { campaignId, spec } = world.random.pick(world.campaigns);
    const answer = await world.park.insist(who, 'campaign', 'groupbuy.detail', { campaignId });
    assert.ok(answer.ok);
    const { groups, left } = answer.value;
    assert.ok(left >= 0 && left <= spec.stock, `${left} of ${spec.stock} are left`);
    for (const { seatsLeft } of groups) assert.ok(seatsLeft > 0 && seatsLeft < 10);
    const group = world.random.pick(groups);
    if (!group) return begin(world, 'groupbuy.open');
    await join(world, group.groupId, who);
  },

  pay: async (world) => (await pay(world)) || begin(world, 'groupbuy.open'),
  callBack,

  async payAgain(world) {
    const order = world.lately(({ view }) => view.status === 'pending');
    if (!order) return begin(world, 'groupbuy.buyAlone');
    learnFrom(world, await ofOrder(world, order, 'order.pay'));
  },

  async cancel(world) {
    const order = world.lately(({ view }) => view.status === 'pending');
    if (!order) return begin(world, 'groupbuy.open');
    learnFrom(world, await ofOrder(world, order, 'order.cancel'));
  },

  /** Asks for one's money back: leaves the group, or gives coupons back. */
  async leave(world) {
    const order = world.lately(({ view }) => view.status !== 'closed');
    if (!order) return begin(world, 'groupbuy.open');
    learnFrom(world, await ofOrder(world, order, 'order.refund'));
  },

  async refund(world) {
    const order = world.lately(() => true);
    if (!order) return begin(world, 'groupbuy.open');
    const input = { orderId: order.view.orderId, reason: '模拟' };
    learnFrom(world, await world.send('o-operator', 'admin', 'order.refund', input));
  },

  /** The operator looks at what is stuck, and tries one again. */
  async retry(world) {
    const stuck = await world.park.insist('o-operator', 'admin', 'refund.stuck', {});
    assert.ok(stuck.ok);
    const orderId = world.random.pick(stuck.value.items.map((item) => item.orderId));
    world.count('refunds on the stuck list', stuck.value.items.length);
    if (orderId && world.orders.has(orderId))
      learnFrom(world, await world.send('o-operator', 'admin', 'refund.retry', { orderId }));
  },

  refundsFail: (world) => world.cloud.pay.failRefunds(1 + world.random.below(6)),

  look: (world) =>
    world.random.next() < 0.5 ? look(world, world.random.pick(world.members)) : lookAtGroup(world),

  redeem,
  give,
  accept,

  /** A phone that repeats an old request gets the order it made, as it stands now. */
  async again(world) {
    const old = world.random.pick(world.sent.filter(({ answer }) => answer?.ok));
    if (!old) return begin(world, 'groupbuy.open');
    const asked = world.order++;
    const answer = await world.again(old);
    if (!isOfOrders(old)) return assert.deepEqual(answer.value, old.answer?.value);
    const first = orderIn(old.answer) as OrderView;
    if (!answer.ok) {
      const code = answer.refusal?.code ?? '';
      // The pay sheet may not be had now, or not any more; what makes no change keeps no answer.
      const allowed =
        old.op === 'order.pay'
          ? ['order_closed', 'payment_unavailable']
          : old.op === 'refund.retry'
            ? ['refund_closed']
            : ['payment_unavailable'];
      assert.ok(allowed.includes(code), `${old.op} repeated: ${code}`);
      return;
    }
    const second = orderIn(answer) as OrderView;
    assert.deepEqual(identity(second), identity(first), `${old.op} repeated`);
    world.learn(second, ownerOf(world, old, second), asked);
  },

  /** A phone that was put away before there was an answer asks for it. */
  async resume(world) {
    const old = world.random.pick(world.sent.filter(({ answer }) => answer === null));
    if (!old) return;
    old.order = world.order++;
    old.after = world.now;
    old.answer = await world.again(old);
    learnFrom(world, old);
    if (old.op === 'groupbuy.open') learnGroup(world, old);
  },

  async newcomer(world) {
    const who = world.nextNewcomer();
    const { ok } = await world.park.insist(who, 'member', 'member.join', { consentVersion: '1' });
    if (ok) world.members.push(who);
  },

  async stop(world) {
    const campaign = world.random.pick(world.campaigns.filter(({ stopped }) => !stopped).slice(1));
    if (!campaign) return;
    const { campaignId } = campaign;
    const answer = await world.park.insist('o-operator', 'admin', 'groupbuy.stop', { campaignId });
    if (answer.ok) campaign.stopped = true;
  },

  /** The operator lets a campaign end later; nobody is told that it was over before that. */
  async extend(world) {
    const campaign = world.random.pick(world.campaigns.filter(({ stopped }) => !stopped));
    if (!campaign) return;
    const { campaignId, spec } = campaign;
    const before = spec.to;
    spec.to += (1 + world.random.below(3)) * HOUR_MS;
    const sent = await world.send('o-operator', 'admin', 'groupbuy.save', { ...spec, campaignId }, 0);
    // Another hand may have moved it further meanwhile.
    if (!sent.answer?.ok && world.campaignOf(campaignId).spec.to === spec.to) spec.to = before;
  },

  tick: (world) => world.cloud.timer('jobs').catch(() => undefined),
  clock: (world) => world.cloud.clock.advance(20_000 + world.random.below(100_000), false),
  hold: (world) => later(world, 15 * MINUTE_MS + world.random.below(MINUTE_MS)),
  deadline: (world) => later(world, 20 * MINUTE_MS + world.random.below(50 * MINUTE_MS)),

  /** Daily jobs run: books are compared, and what was reserved for a campaign that is over goes back. */
  async night(world) {
    world.day += 1;
    world.count('night');
    await world.cloud.clock.advance(DAY_MS);
  },
};

/** Somebody has paid in it, as people know it. */
const isBegun = ({ orders, payments }: GroupbuyWorld, { groupId }: KnownGroup): boolean =>
  [...orders.values()].some(({ view }) => view.groupId === groupId && payments.has(view.outTradeNo));

async function later(world: GroupbuyWorld, ms: number): Promise<void> {
  await world.cloud.clock.advance(ms, false);
  await world.cloud.timer('jobs').catch(() => undefined);
}

async function begin(world: GroupbuyWorld, op: 'groupbuy.open' | 'groupbuy.buyAlone'): Promise<void> {
  const { random } = world;
  const campaign = random.pick(world.campaigns);
  const { campaignId, spec, stopped } = campaign;
  const quantity = some(world, spec.perMemberQuantity);
  const sent = await world.send(random.pick(world.members), 'campaign', op, { campaignId, quantity });
  if (!sent.answer?.ok) return;
  assert.ok(!stopped, `${campaignId} was stopped`);
  assert.ok(sent.after < spec.to, `${campaignId} was over`);
  assert.ok(quantity <= spec.perMemberQuantity);
  learnFrom(world, sent);
  if (op === 'groupbuy.open') learnGroup(world, sent);
  await payAtOnce(world, sent);
}

/** Half of the people pay as soon as they see the pay sheet; the others come back to it, or do not. */
async function payAtOnce(world: GroupbuyWorld, { answer }: Sent): Promise<void> {
  const order = world.orders.get(orderIn(answer)?.orderId as OrderId);
  if (order && world.sheets.has(order.view.outTradeNo) && world.random.next() < 0.5)
    await payFor(world, order);
}

function learnGroup(world: GroupbuyWorld, { answer }: Sent): void {
  const order = answer?.ok ? orderIn(answer) : undefined;
  if (order?.groupId)
    world.groups.push({ groupId: order.groupId, campaign: world.campaignOf(order.campaignId) });
}

async function join(world: GroupbuyWorld, groupId: GroupId, who: string): Promise<void> {
  const group = world.groups.find((one) => one.groupId === groupId);
  const most = group?.campaign.spec.perMemberQuantity ?? 2;
  const paidBefore = [...world.orders.values()].some(
    (order) => order.who === who && !['pending', 'closed'].includes(order.view.status),
  );
  const quantity = some(world, most);
  const sent = await world.send(who, 'campaign', 'groupbuy.join', { groupId, quantity });
  if (!sent.answer?.ok) return;
  assert.ok(sent.after < (group?.endsAt ?? Number.POSITIVE_INFINITY), `${groupId} had ended`);
  assert.ok(quantity <= most);
  assert.ok(
    group?.campaign.spec.type !== 'old_brings_new' || !paidBefore,
    `${who} joined ${groupId} and was no new customer`,
  );
  learnFrom(world, sent);
  await payAtOnce(world, sent);
}

/** Mostly one or two; now and then more than anybody may have, or much. */
function some({ random }: GroupbuyWorld, most: number): number {
  const n = random.weighted({ one: 60, two: 25, much: 13, tooMuch: 2 });
  return { one: 1, two: 2, much: Math.max(1, Math.ceil(most / 4)), tooMuch: most + 1 }[n];
}

/** Other commands keep their answer as it was; one about an order says how it stands now. */
const isOfOrders = ({ op }: Sent): boolean => !/^(redemption|coupon)\.|^groupbuy\.save$/.test(op);

const ofOrder = (world: GroupbuyWorld, { who, view }: KnownOrder, op: string): Promise<Sent> =>
  world.send(who, 'campaign', op, { orderId: view.orderId });

/** The order in an answer about one; undefined: there was none. */
function orderIn(answer: Told | null): OrderView | undefined {
  const value = answer?.value as (OrderView & { order?: OrderView }) | undefined;
  return value?.order ?? (value?.orderId ? value : undefined);
}

function learnFrom(world: GroupbuyWorld, sent: Sent): void {
  const order = sent.answer?.ok ? orderIn(sent.answer) : undefined;
  if (!order) return;
  world.learn(order, ownerOf(world, sent, order), sent.order);
  const { payment } = (sent.answer?.value ?? {}) as { payment?: PaymentView };
  if (payment && payment.package !== '') world.sheets.add(order.outTradeNo);
}

const ownerOf = (world: GroupbuyWorld, { who, fn }: Sent, { orderId }: OrderView): string =>
  fn === 'admin' ? (world.orders.get(orderId)?.who ?? who) : who;
