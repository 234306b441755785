import assert from 'node:assert/strict';
import type { CodeView, CouponView } from '../../shared-types/contract/wallet.ts';
import type { CouponId, RedemptionId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { couponOf, judgeUse, redeem, someCode } from './uses.ts';
import type { World } from './world.ts';

type GiveView = { token: string; expiresAt: number };

type Act = (world: World) => Promise<unknown>;

/** Everything people do to coupons, each drawn by its weight. */
export const WEIGHTS = {
  claim: 30,
  show: 12,
  redeem: 22,
  sync: 5,
  undo: 6,
  give: 6,
  accept: 6,
  takeBack: 3,
  revoke: 2,
  raise: 1,
  typed: 4,
  stop: 0.1,
  again: 10,
  tick: 1,
  clock: 1,
  days: 0.15,
} as const;

export const ACTS: Record<keyof typeof WEIGHTS, Act> = {
  async claim(world) {
    const { random } = world;
    const who = random.pick(world.members);
    const { offerId, stopped } = random.pick(world.offers);
    const sent = await world.send(who, 'wallet', 'coupon.claim', { offerId });
    world.claims.push(sent);
    assert.ok(!stopped || !sent.answer?.ok, `${offerId} was claimed after it had been stopped`);
    if (sent.answer?.ok) world.learn((sent.answer.value as { coupons: CouponView[] }).coupons, who);
  },

  show,

  redeem: (world) =>
    world.codes.length === 0 ? show(world) : redeem(world, 'code', world.random.pick(world.staff)),

  /** A scratched screen: the number is typed. Typing wrong ones closes the manager's counter, too, for a while. */
  typed: (world) => redeem(world, 'number', 'o-manager'),

  async sync(world) {
    if (world.codes.length === 0) return show(world);
    const { code } = someCode(world);
    const judge = judgeUse(world, couponOf(code));
    const { now } = await world.cloud.clock.get();
    const item = {
      nonce: `n${world.sent.length}_${world.random.below(1e9)}`,
      code,
      scannedAt: now - world.random.below(60_000),
      storeId: world.north,
    };
    const sent = await world.send(
      'o-clerk-north',
      'staff',
      'redemption.sync',
      { deviceId: 'sim', items: [item] },
      0,
    );
    const [result] =
      (sent.answer?.value as { items: Array<{ result: string; redemptionId?: RedemptionId }> })?.items ?? [];
    if (result) world.count(`synced ${result.result}`);
    if (!result?.redemptionId) return;
    judge(sent);
    world.redemptions.set(result.redemptionId, couponOf(code));
  },

  async undo(world) {
    const all = [...world.redemptions.keys()].slice(-15);
    const redemptionId = all[world.random.below(all.length)];
    if (!redemptionId) return;
    const sent = await world.send(
      world.random.pick(world.staff),
      'staff',
      'redemption.undo',
      { redemptionId, reason: '扫错了' },
      0,
    );
    if (sent.answer?.ok) world.undone.add(redemptionId);
  },

  async give(world) {
    const coupon = world.anyCoupon();
    if (!coupon) return;
    const sent = await world.send(coupon.owner, 'wallet', 'coupon.give', { couponId: coupon.couponId });
    if (!sent.answer?.ok) return;
    const { token, expiresAt } = sent.answer.value as GiveView;
    // Who asks for it or calls it back has to know of it first.
    const known = world.coupons.get(coupon.couponId);
    if (known) known.awayUntil = expiresAt;
    world.tokens.push(token);
  },

  async accept(world) {
    const token = world.random.pick(world.tokens.length > 0 ? world.tokens.slice(-10) : ['nothing']);
    const who = world.random.pick(world.members);
    arrives(world, token);
    const sent = await world.send(who, 'wallet', 'coupon.accept', { token }, 0);
    if (sent.answer?.ok) world.learn([sent.answer.value as CouponView], who);
  },

  async takeBack(world) {
    const token = world.random.pick(world.tokens.length > 0 ? world.tokens.slice(-10) : ['nothing.x']);
    const couponId = arrives(world, token);
    const owner = world.coupons.get(couponId)?.owner;
    if (owner) await world.send(owner, 'wallet', 'coupon.takeBack', { couponId });
  },

  async revoke(world) {
    const coupon = world.anyCoupon();
    if (!coupon) return;
    const { couponId } = coupon;
    const sent = await world.send('o-operator', 'admin', 'coupon.revoke', { couponId, reason: '模拟' });
    const known = world.coupons.get(couponId);
    if (sent.answer?.ok && known) known.revoked = true;
  },

  async raise(world) {
    const offer = world.random.pick(world.offers);
    const by = 1 + world.random.below(5);
    const sent = await world.send(
      'o-operator',
      'admin',
      'offer.raiseStock',
      { offerId: offer.offerId, by },
      0,
    );
    if (sent.answer?.ok) offer.stock += by;
  },

  /** Ends claims of an offer; whoever claims afterwards is told so. */
  async stop(world) {
    const offer = world.random.pick(world.offers.filter(({ canStop, stopped }) => canStop && !stopped));
    if (!offer) return;
    const sent = await world.send('o-operator', 'admin', 'offer.stop', { offerId: offer.offerId }, 0);
    if (sent.answer?.ok) offer.stopped = true;
  },

  /** A phone that repeats an old request must get the old answer, whatever happened since; or hear that it is too old. */
  async again(world) {
    const old = world.random.pick(world.sent.filter(({ answer }) => answer?.ok));
    if (!old) return;
    const { op, day } = old;
    const answer = await world.again(old);
    if (answer.refusal?.code === 'request_expired' && day < world.day)
      return world.count(`${op} repeated, expired`);
    const [first, second] = [old.answer, answer].map((given) => JSON.stringify(given?.value));
    if (first !== second) throw new Error(`${op} repeated: ${second}\nfirst: ${first}`);
  },

  tick: (world) => world.cloud.timer('jobs').catch(() => undefined),
  clock: (world) => world.cloud.clock.advance(20_000 + world.random.below(100_000), false),

  /** A night passes: coupons end, daily stock begins anew, daily jobs run. */
  async days(world) {
    world.day += 1;
    world.count('night');
    await world.cloud.clock.advance(DAY_MS);
  },
};

/** From the moment somebody asks for a gift or calls it back, nobody can say where it is. */
function arrives({ coupons }: World, token: string): CouponId {
  const couponId = token.split('.')[0] as CouponId;
  const known = coupons.get(couponId);
  if (known) known.awayUntil = undefined;
  return couponId;
}

async function show(world: World): Promise<void> {
  const coupon = world.anyCoupon();
  if (!coupon) return;
  const { owner, couponId } = coupon;
  const answer = await world.park.insist(owner, 'wallet', 'coupon.code', { couponId });
  if (answer.ok) {
    const { code, number } = answer.value as CodeView;
    world.codes.push({ code, number });
  }
}
