import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Done, funnel, median } from '../../../cloudfunctions/domain/figures/funnel.ts';
import { windowOf } from '../../../cloudfunctions/domain/figures/redemption.ts';
import type { ParkDay } from '../../../shared-types/ids.ts';

const did = (who: string, ...steps: Array<[string, number]>): Done[] =>
  steps.map(([name, at]) => ({ who, name, at }));
const ALL = { from: 0, to: 1000 };

describe('a funnel', () => {
  it('counts members once, in order, within the time of the first step', () => {
    const log = [
      ...did('a', ['see', 1], ['click', 2], ['see', 3], ['claim', 9]),
      ...did('b', ['click', 1], ['see', 5]),
      ...did('c', ['see', 1], ['click', 200], ['claim', 201]),
      ...did('d', ['click', 1]),
    ];
    expect(funnel(['see', 'click', 'claim'], log, ALL, 100)).toEqual([
      { event: 'see', members: 3, conversion: 1, medianMs: 0 },
      { event: 'click', members: 1, conversion: 1 / 3, medianMs: 1 },
      { event: 'claim', members: 1, conversion: 1 / 3, medianMs: 8 },
    ]);
  });

  it('of nobody divides by nothing', () => {
    expect(funnel(['see', 'click'], [], ALL, 100)).toEqual([
      { event: 'see', members: 0, conversion: null, medianMs: null },
      { event: 'click', members: 0, conversion: null, medianMs: null },
    ]);
  });

  it('never widens, whatever happened', () => {
    const event = fc.record({
      who: fc.constantFrom('a', 'b', 'c'),
      name: fc.constantFrom('x', 'y', 'z'),
      at: fc.nat(50),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 4 }),
        (log, steps) => {
          const members = funnel(steps, log, { from: 5, to: 40 }, 20).map((step) => step.members);
          expect(members).toEqual([...members].sort((a, b) => b - a));
        },
      ),
    );
  });
});

describe('a window', () => {
  it('of park days is meant whole, one of instants is half-open', () => {
    const day = '2026-06-15' as ParkDay;
    const start = Date.parse('2026-06-15T00:00:00+08:00');
    expect(windowOf(day, day)).toEqual({ from: start, to: start + 86_400_000 });
    expect(windowOf(5, 7)).toEqual({ from: 5, to: 7 });
  });

  it('has a median of its own middle', () => {
    expect([median([]), median([3]), median([4, 1]), median([9, 1, 5])]).toEqual([null, 3, 2.5, 5]);
  });
});
