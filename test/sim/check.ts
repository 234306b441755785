import assert from 'node:assert/strict';
import type { ReconcileView } from '../../shared-types/contract/books.ts';
import type { CouponView } from '../../shared-types/contract/wallet.ts';
import { parkDayOf } from '../../shared-types/park-day.ts';
import type { Sent } from './crowd.ts';
import type { KnownOffer, World } from './world.ts';

type Line = ReconcileView['offers'][number];

/** The three invariants of the wallet, and that nobody was told something that is not so. */
export async function check(world: World): Promise<void> {
  const lines = await books(world);
  for (const offer of world.offers) checkOffer(world, offer, lines.get(offer.offerId));
  await checkWallets(world);
}

/** By offer; no book differs from another. */
async function books(world: World): Promise<Map<string, Line>> {
  const { differences, offers } = await world.park.ok('o-analyst', 'admin', 'stats.reconcile', {});
  assert.deepEqual(differences, []);
  return new Map(offers.map((line) => [line.offerId, line]));
}

function checkOffer(world: World, offer: KnownOffer, line: Line | undefined): void {
  const { offerId } = offer;
  assert.ok(line, `${offerId} is in the books`);
  assert.equal(line.stock, offer.stock);
  assert.ok(line.issued <= line.stock, `${offerId} issued ${line.issued} of ${line.stock}`);
  const states = line.unused + line.partlyUsed + line.used + line.expired + line.revoked + line.inTransfer;
  assert.equal(states, offer.bundle ? 0 : line.issued);

  const known = unitsOf(world, offer, ({ answer }) => answer?.ok === true);
  const doubtful = unitsOf(world, offer, ({ answer }) => answer === null);
  assert.ok(
    line.issued >= known && line.issued <= known + doubtful,
    `${offerId} issued ${line.issued}, people were told of ${known}, and did not wait for ${doubtful}`,
  );

  const own = world.claims.filter((claim) => asksFor(claim, offer));
  const ok = own.filter(({ answer }) => answer?.ok);
  const most = (keys: string[]) => Math.max(0, ...Object.values(counted(keys)));
  assert.ok(most(ok.map(({ who }) => who)) <= offer.perMember, `${offerId}: limit per member`);
  if (offer.perDay !== undefined) {
    const days = ok.map(({ answer }) => parkDayOf(couponsIn(answer)[0]?.claimedAt ?? Number.NaN));
    assert.ok(most(days) <= offer.perDay, `${offerId}: stock per day`);
  }
  const voided = own.some(({ answer }) => answer?.refusal?.code === 'sold_out');
  if (offer.bundle && voided && line.issued < line.stock) world.count('bundle undone for want of a part');
}

/** Units of an offer in claims of it, and of bundles it is part of. */
function unitsOf(world: World, { offerId }: KnownOffer, which: (claim: Sent) => boolean): number {
  return world.offers.reduce((sum, offer) => {
    const each = offer.offerId === offerId ? 1 : count(offer, offerId);
    return each === 0
      ? sum
      : sum + each * world.claims.filter((claim) => asksFor(claim, offer) && which(claim)).length;
  }, 0);
}

const count = ({ parts }: KnownOffer, offerId: string): number =>
  parts.filter((part) => part.offerId === offerId).reduce((sum, part) => sum + part.count, 0);
const asksFor = ({ input }: Sent, { offerId }: KnownOffer): boolean =>
  (input as { offerId: string }).offerId === offerId;
const couponsIn = (answer: Sent['answer']) =>
  (answer?.value as { coupons: CouponView[] } | undefined)?.coupons ?? [];

function counted(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/**
 * Every coupon is in exactly the wallet of who was told last that they have it, and has been used exactly as often as
 * people were told, give or take what nobody waited for.
 */
async function checkWallets(world: World): Promise<void> {
  const held = await wallets(world);
  const missing = [...world.coupons].filter(([couponId, { owner }]) => held.get(couponId)?.owner !== owner);
  assert.deepEqual(missing, []);

  const standing = counted(
    [...world.redemptions].filter(([id]) => !world.undone.has(id)).map(([, couponId]) => couponId),
  );
  for (const [couponId, { doubtful }] of world.coupons) {
    const { uses = 0, usesLeft = 0, usedAt = [] } = held.get(couponId)?.view ?? {};
    const known = standing[couponId] ?? 0;
    const used = usedAt.length;
    assert.equal(uses - usesLeft, used, `${couponId} says when it was used`);
    assert.ok(
      used >= known && used <= known + doubtful,
      `${couponId} was used ${used} times, people were told of ${known}, and did not wait for ${doubtful}`,
    );
  }
}

async function wallets({ members, park }: World): Promise<Map<string, { owner: string; view: CouponView }>> {
  const held = new Map<string, { owner: string; view: CouponView }>();
  for (const owner of members) {
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await park.ok(owner, 'wallet', 'coupon.list', cursor ? { cursor } : {});
      for (const view of page.items) {
        assert.equal(held.get(view.couponId), undefined, `${view.couponId} is in two wallets`);
        held.set(view.couponId, { owner, view });
      }
      cursor = page.cursor;
    }
  }
  return held;
}

/** So few units can be claimed by newcomers to see that they are there. */
const FEW = 12;

/** No unit is lost for good: what the books say is left of an offer can be claimed, to the last one and not beyond. */
export async function claimTheRest(world: World): Promise<void> {
  const lines = await books(world);
  const left = ({ offerId, stock }: KnownOffer) => stock - (lines.get(offerId)?.issued ?? 0);
  const offer = world.offers.find(
    (one) => !one.bundle && !one.stopped && one.perDay === undefined && left(one) <= FEW,
  );
  if (!offer) return;
  const { offerId, perMember } = offer;
  for (let i = 0; i <= left(offer); i++) {
    const who = `o-newcomer-${Math.floor(i / perMember)}`;
    if (i % perMember === 0) await world.park.join(who);
    const answer = await world.park.insist(who, 'wallet', 'coupon.claim', { offerId });
    const outcome = answer.ok ? 'ok' : answer.refusal.code;
    assert.equal(outcome, i < left(offer) ? 'ok' : 'sold_out', `${offerId}: unit ${i} of ${left(offer)}`);
  }
  world.count('claimed to the last unit');
}
