import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueFires,
  firesOfJump,
  nextFire,
  startOfDay,
  stopsOfJump,
} from '../../localcloud/runtime/schedule.ts';

const at = (iso: string) => Date.parse(`${iso}+08:00`);
const text = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const minutely = { functionName: 'jobs', trigger: 'tick', cron: '0 */1 * * * * *' };
const nightly = { functionName: 'report', trigger: 'night', cron: '0 30 0 * * * *' };

describe('timers', () => {
  it('fire in the zone of the park, seconds first', () => {
    expect(text(nextFire(nightly, at('2026-05-01T12:00')) ?? 0)).toBe('2026-05-02T00:30');
    expect(nextFire({ ...nightly, cron: 'every now and then' }, 0)).toBeUndefined();
  });

  it('fire once in each due minute, the first instant not counted and the last one counted', () => {
    const fires = dueFires([minutely], at('2026-05-01T12:00'), at('2026-05-01T12:03'));
    expect(fires.map((fire) => text(fire.at))).toEqual([
      '2026-05-01T12:01',
      '2026-05-01T12:02',
      '2026-05-01T12:03',
    ]);
  });
});

describe('a jump', () => {
  it('of up to two hours fires every due timer in order', () => {
    const fires = [...firesOfJump([nightly, minutely], at('2026-05-01T23:30'), at('2026-05-02T01:30'))];
    expect(fires).toHaveLength(121);
    expect(
      fires.filter((fire) => text(fire.at) === '2026-05-02T00:30').map((fire) => fire.functionName),
    ).toEqual(['report', 'jobs']);
    expect(fires.map((fire) => fire.at)).toEqual(fires.map((fire) => fire.at).sort((a, b) => a - b));
  });

  it('of more stops at 00:05 and 09:00 of each park day on the way, and on arrival', () => {
    const stops = [...stopsOfJump(at('2026-05-01T08:00'), at('2026-05-03T08:30'))].map(text);
    expect(stops).toEqual([
      '2026-05-01T09:00',
      '2026-05-02T00:05',
      '2026-05-02T09:00',
      '2026-05-03T00:05',
      '2026-05-03T08:30',
    ]);
  });

  it('fires all timers at each of these stops', () => {
    const fires = [...firesOfJump([minutely, nightly], at('2026-05-01T12:00'), at('2026-05-02T00:05'))];
    expect(fires.map((fire) => `${text(fire.at)} ${fire.functionName}`)).toEqual([
      '2026-05-02T00:05 jobs',
      '2026-05-02T00:05 report',
    ]);
  });

  it('back in time or to the same instant fires nothing', () => {
    expect([...firesOfJump([minutely], at('2026-05-02T12:00'), at('2026-05-01T12:00'))]).toEqual([]);
    expect([...firesOfJump([minutely], at('2026-05-02T12:00'), at('2026-05-02T12:00'))]).toEqual([]);
  });

  it('never fires before it began or after it ends, and in order', () => {
    const instants = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-03-01T00:00') });
    fc.assert(
      fc.property(instants, instants, (from, to) => {
        const stops = [...firesOfJump([nightly], from, to)].map((fire) => fire.at);
        expect(stops.every((stop) => stop > from && stop <= to)).toBe(true);
        expect(stops).toEqual([...stops].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });

  it('knows when a park day begins', () => {
    expect(text(startOfDay(at('2026-05-01T00:00')))).toBe('2026-05-01T00:00');
    expect(text(startOfDay(at('2026-05-01T23:59')))).toBe('2026-05-01T00:00');
  });
});
