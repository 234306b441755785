import { afterEach, describe, expect, it } from 'vitest';
import { expirePoints } from '../../cloudfunctions/usecases/jobs/expire-points.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Members } from '../setup/members.ts';
import { Product } from '../setup/product.ts';
import { timerCtx } from '../setup/timer-ctx.ts';

/** Points of 2025 end with 31 December 2026, those of 2026 a year later. */
const at = (text: string) => Date.parse(`${text}+08:00`);
const [IN_2025, IN_2026] = [at('2025-05-01T10:00:00'), at('2026-05-01T10:00:00')];
const NEW_YEAR = '2027-01-01' as ParkDay;
let cloud: TestCloud;
let park: Product;
let members: Members;
const start = async (env: Record<string, string> = {}) => {
  cloud = await startLocalCloud({ seed: 'park', now: '2026-12-31T12:00:00+08:00', env });
  park = new Product(cloud);
  members = await Members.of(cloud);
  await cloud.timer('jobs');
};
afterEach(() => cloud.stop());
const crowd = (name: string, n: number) => Array.from({ length: n }, (_unused, i) => `o-${name}-${i}`);
const shown = async (who: string) => (await park.ok(who, 'member', 'member.me', {})).points;
const rows = async (who: string) =>
  (await members.pointsRows(who)).map(({ delta, balanceAfter }) => [delta, balanceAfter]);
const books = () => park.ok('o-analyst', 'admin', 'stats.reconcile', {});

describe.each(['UTC', 'Asia/Shanghai'])('in the zone %s, points of the year before last', (TZ) => {
  it('are there to the last millisecond of the year, then gone; the job writes it down at 02:00', async () => {
    await start({ TZ });
    await members.withPoints(
      ['o-old'],
      [
        [10, IN_2025],
        [5, IN_2026],
      ],
    );
    const earned = [
      [10, 10],
      [5, 15],
    ];
    const steps: Array<[string, number, boolean]> = [
      ['2026-12-31T07:59:59.999', 15, false],
      ['2026-12-31T23:59:59.999', 15, false],
      ['2027-01-01T00:00:00.000', 5, false],
      ['2027-01-01T01:59:59.999', 5, false],
      ['2027-01-01T02:00:00.000', 5, true],
      ['2027-01-01T07:59:59.999', 5, true],
      ['2027-01-01T08:00:00.000', 5, true],
    ];
    for (const [now, points, written] of steps) {
      await cloud.clock.set(`${now}+08:00`, false);
      for (let n = 0; n < 2; n++) await cloud.timer('jobs');
      expect([now, await shown('o-old'), await rows('o-old')]).toEqual([
        now,
        points,
        written ? [...earned, [-10, 5]] : earned,
      ]);
    }
    const [newest] = (await park.ok('o-old', 'member', 'points.history', {})).items;
    expect(newest).toMatchObject({ cause: { what: 'expired', of: '2025' }, at: at('2027-01-01T00:00:00') });
  });

  it('count for the year of the park in which they were earned', async () => {
    await start({ TZ });
    for (const who of ['o-late', 'o-early']) await park.join(who);
    const sign = async (who: string, when: string) => {
      await cloud.clock.set(`${when}+08:00`, false);
      await park.ok(who, 'campaign', 'checkin.sign', {});
    };
    await sign('o-late', '2026-12-31T23:59:59.999');
    await sign('o-early', '2027-01-01T00:00:00.000');
    expect([(await members.doc('o-late')).lots, (await members.doc('o-early')).lots]).toEqual([
      { 2026: 5 },
      { 2027: 5 },
    ]);
  });
});

describe('the job', () => {
  it('costs what is due: one look, then a request a member, by pages of two hundred', async () => {
    await start();
    await members.withPoints(crowd('later', 300), [[7, IN_2026]]);
    const costOf = async (cursor: string | null) => {
      const ctx = await timerCtx(cloud, at('2027-01-01T02:00:00'));
      const next = await expirePoints(ctx, NEW_YEAR, cursor);
      return { next, requests: ctx.db.requests };
    };
    expect(await costOf(null)).toEqual({ next: null, requests: 1 });
    await members.withPoints(crowd('due', 250), [[3, IN_2025]]);
    expect(await costOf(null)).toEqual({ next: '1', requests: 1 + 200 });
    expect(await costOf('1')).toEqual({ next: '2', requests: 1 + 50 });
    expect(await costOf('2')).toEqual({ next: null, requests: 1 });
  });

  it('goes through as many pages in one run as there is time for', async () => {
    await start();
    await members.withPoints(crowd('due', 650), [[3, IN_2025]]);
    await cloud.clock.set('2027-01-01T02:00:00+08:00', false);
    await cloud.timer('jobs');
    for (const i of [0, 300, 649]) expect((await members.doc(`o-due-${i}`)).points).toBe(0);
  });

  it('goes on where it was killed, and takes nothing twice, beside check-ins and other runs', async () => {
    await start();
    const due = crowd('due', 240);
    await members.withPoints(due, [
      [30, IN_2025],
      [4, IN_2026],
    ]);
    await cloud.clock.set('2027-01-01T02:00:00+08:00', false);
    await cloud.faults.set({ seed: 3, conflict: 0.05, dropAnswerAfterCommit: 0.1, killInstance: 0.02 });
    for (let n = 0; n < 4; n++)
      await Promise.all([
        cloud.send('POST', '/local/timer/jobs'),
        cloud.send('POST', '/local/timer/jobs'),
        ...due.slice(n * 5, n * 5 + 5).map((who) => park.insist(who, 'campaign', 'checkin.sign', {})),
      ]);
    await cloud.faults.clear();
    for (let n = 0; n < 3; n++) await cloud.timer('jobs');
    for (const [i, who] of due.entries()) {
      const signed = i < 20 ? [[5, 9]] : [];
      expect(await rows(who)).toEqual([[30, 30], [4, 34], [-30, 4], ...signed]);
    }
    const { differences, points } = await books();
    expect(differences).toEqual([]);
    expect(points.members).toBe(points.ledger);
  });

  it('is made up for by the next fire when New Year was slept through', async () => {
    await start();
    await members.withPoints(['o-old'], [[10, IN_2025]]);
    await cloud.clock.set('2027-03-05T11:00:00+08:00', false);
    for (let n = 0; n < 2; n++) await cloud.timer('jobs');
    expect(await rows('o-old')).toEqual([
      [10, 10],
      [-10, 0],
    ]);
  });
});
