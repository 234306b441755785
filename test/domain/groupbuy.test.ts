import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingToPublish } from '../../cloudfunctions/domain/groupbuy/campaign.ts';
import { NOW, offer } from './given.ts';
import { campaign, GroupWorld } from './groupbuy-model.ts';

const MINUTE = 60_000;

/** All orders in which the steps of several actors can fall, each actor's own steps in their order. */
function interleavings<T>(actors: T[][]): T[][] {
  if (actors.every((steps) => steps.length === 0)) return [[]];
  return actors.flatMap((steps, i) => {
    const [first, ...rest] = steps;
    if (first === undefined) return [];
    return interleavings(actors.map((other, k) => (k === i ? rest : other))).map((tail) => [first, ...tail]);
  });
}

describe('the last two seats', () => {
  it('under every interleaving of joining, paying and hearing of it make one full group', () => {
    const actors = [1, 2, 3].map((n): Array<(world: GroupWorld) => void> => {
      let tradeNo: string | undefined;
      return [
        (world) => {
          tradeNo = world.join(n) === 'ok' ? world.group.seats.at(-1)?.outTradeNo : undefined;
        },
        (world) => tradeNo && world.pay(tradeNo),
        (world) => tradeNo && world.callback(tradeNo),
      ];
    });
    const all = interleavings(actors);
    expect(all).toHaveLength(1680);
    for (const order of all) {
      const world = new GroupWorld();
      world.pay('t0');
      world.callback('t0');
      for (const step of order) {
        step(world);
        world.check();
      }
      expect(world.group.status).toBe('full');
      expect(world.delivered.size).toBe(3);
      world.settle();
    }
  });
});

describe('a callback against the expiry', () => {
  it.each([
    ['of the hold', 15 * MINUTE],
    ['of the group', 60 * MINUTE],
  ])('%s: under every interleaving the money is delivered or back, never both', (_name, after) => {
    const actors: Array<Array<(world: GroupWorld) => void>> = [
      [(world) => world.pay('t1'), (world) => world.callback('t1'), (world) => world.callback('t1')],
      [(world) => world.wake(1), (world) => world.wake(2), (world) => world.wake()],
      [(world) => world.join(2), (world) => world.pay('t2'), (world) => world.callback('t2')],
    ];
    for (const order of interleavings(actors)) {
      const world = new GroupWorld();
      world.pay('t0');
      world.callback('t0');
      if (after > 15 * MINUTE) world.now += 50 * MINUTE;
      world.join(1);
      world.now += after > 15 * MINUTE ? 10 * MINUTE : 15 * MINUTE;
      for (const step of order) {
        step(world);
        world.check();
      }
      world.settle();
    }
  });
});

describe('a group under everything at once', () => {
  const act = fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('join'), n: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 5, arbitrary: fc.record({ what: fc.constant('pay'), n: fc.nat(8) }) },
    { weight: 6, arbitrary: fc.record({ what: fc.constant('callback'), n: fc.nat(8) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel'), n: fc.nat(8) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('leave'), n: fc.nat(8) }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('wake'), n: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('clock'), n: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('failing'), n: fc.nat(3) }) },
  );
  const play = (world: GroupWorld, what: string, n: number): void => {
    if (what === 'join') world.join(n);
    if (what === 'pay') world.pay(`t${n}`);
    if (what === 'callback' && world.provider.has(`t${n}`)) world.callback(`t${n}`);
    if (what === 'cancel') world.cancel(n);
    if (what === 'leave') world.leave(n);
    if (what === 'wake') world.wake(n);
    if (what === 'clock') world.now += n * MINUTE;
    if (what === 'failing') world.refundsFail = n;
  };
  const ladder = [
    { size: 2, price: 6000 },
    { size: 4, price: 4000 },
  ] as never;

  it.each([
    ['of three', {}, false],
    ['with a ladder', { type: 'ladder' as const, ladder }, false],
    ['of one', {}, true],
  ])('%s never has more seats than its size, and its books close to zero', (_name, spec, alone) => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const world = new GroupWorld(spec, alone);
        for (const { what, n } of acts) {
          play(world, what, n);
          world.check();
        }
        world.refundsFail = 0;
        world.settle();
      }),
      { numRuns: 700 },
    );
  });
});

describe('a campaign', () => {
  it.each([
    ['is complete', {}, []],
    ['without stock', { stock: 0 }, ['stock']],
    ['that is over', { to: NOW - 1 }, ['to']],
    ['dearer together than alone', { groupPrice: 9000 }, ['groupPrice']],
    ['with a ladder that is none', { type: 'ladder' }, ['ladder']],
    [
      'whose larger groups pay more',
      {
        type: 'ladder',
        ladder: [
          { size: 2, price: 1 },
          { size: 3, price: 2 },
        ],
      },
      ['ladder'],
    ],
    ['with a ladder nobody asked for', { ladder: [{ size: 2, price: 1 }] }, ['ladder']],
  ])('%s', (_name, over, missing) => {
    expect(missingToPublish(campaign(over as never).spec, offer(), NOW)).toEqual(missing);
  });

  it('delivers coupons of a published offer that is no bundle', () => {
    const { spec } = campaign();
    expect(missingToPublish(spec, null, NOW)).toEqual(['fulfil']);
    expect(missingToPublish(spec, offer({ kind: 'bundle' }), NOW)).toEqual(['fulfil']);
  });
});
