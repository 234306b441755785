import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_STANDING } from '../../cloudfunctions/domain/member/standing.ts';
import { lowerTiers } from '../../cloudfunctions/usecases/jobs/lower-tiers.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Members } from '../setup/members.ts';
import { NOW } from '../setup/product.ts';
import { timerCtx } from '../setup/timer-ctx.ts';

/** Tiers are lowered on the first of a month, one level at a time. */
let cloud: TestCloud;
let members: Members;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'empty', now: new Date(NOW).toISOString() });
  members = await Members.of(cloud);
});
afterAll(() => cloud.stop());

const at = (text: string) => Date.parse(`${text}+08:00`);
const falling =
  (tier: 'gold' | 'silver', day: string, version = '2026-1') =>
  () => ({
    tier,
    fall: { at: at(`${day}T00:00:00`), version },
    standing: {
      ...NO_STANDING,
      visits: ['2026-01-10', '2026-01-11'] as ParkDay[],
      last: '2026-01-11' as ParkDay,
    },
  });
const tierOf = async (who: string) => (await members.doc(who)).tier;
const run = async (when: string) => {
  const ctx = await timerCtx(cloud, at(when));
  const next = await lowerTiers(ctx, when.slice(0, 10) as ParkDay, null);
  return { more: next !== null, requests: ctx.db.requests };
};
const drops = Array.from({ length: 30 }, (_unused, i) => `o-drop-${i}`);
const stays = Array.from({ length: 50 }, (_unused, i) => `o-stay-${i}`);

describe('the monthly job', () => {
  it('touches only those that drop, one level, and costs two looks on every other day', async () => {
    await members.add(drops, NOW, falling('gold', '2026-07-01'));
    await members.add(stays, NOW, falling('gold', '2026-09-01'));
    // The configuration is read once a minute at most.
    const setting = 1;
    expect(await run('2026-06-30T23:59:59.999')).toEqual({ more: false, requests: 2 + setting });
    expect(await tierOf('o-drop-0')).toBe('gold');
    expect(await run('2026-07-01T00:00:00.000')).toEqual({ more: true, requests: 1 + drops.length });
    expect(await run('2026-07-01T00:00:00.000')).toEqual({ more: false, requests: 2 });
    expect(await Promise.all([...drops, ...stays].map(tierOf))).toEqual([
      ...drops.map(() => 'silver'),
      ...stays.map(() => 'gold'),
    ]);
    // The next level falls on the next first.
    expect((await members.doc('o-drop-3')).fall).toEqual({
      at: at('2026-08-01T00:00:00'),
      version: '2026-1',
    });
  });

  it('works the day out anew for those who were judged by other thresholds', async () => {
    await members.add(['o-other'], NOW, falling('silver', '2026-12-01', 'of-last-year'));
    expect((await run('2026-07-05T01:00:00')).more).toBe(true);
    expect(await members.doc('o-other')).toMatchObject({ tier: 'silver', fall: { version: '2026-1' } });
    expect(await run('2026-07-05T01:00:00')).toEqual({ more: false, requests: 2 });
  });
});
