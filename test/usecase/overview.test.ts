import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventRow } from '../../cloudfunctions/domain/events/event.ts';
import type { Booked } from '../../cloudfunctions/domain/ledger.ts';
import { keepNextDay } from '../../cloudfunctions/store/days.ts';
import { followEvents } from '../../cloudfunctions/usecases/events/follow.ts';
import { closeDays } from '../../cloudfunctions/usecases/stats/close-days.ts';
import type { OverviewView } from '../../shared-types/contract/figures.ts';
import type { CampaignId, MemberId, OfferId } from '../../shared-types/ids.ts';
import { addParkDays, DAY_MS, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { knownAt, naiveDay, naiveWhole, type World } from '../setup/naive-days.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { rowsOf } from '../setup/rows.ts';
import { Steps } from '../setup/steps.ts';
import { agreed, ingest, sent } from '../setup/tags.ts';
import { timerCtx } from '../setup/timer-ctx.ts';
import { Seeded } from '../sim/random.ts';

/** A park in which random things happen for some days; its figures beside a second, plain computation. */
const ANALYST = 'o-analyst';
const DAYS = 9;
const TODAY = parkDayOf(NOW);
let cloud: TestCloud;
let park: Product;
let db: Steps['db'];
let offers: OfferId[];
let campaignId: CampaignId;
let buy: Groupbuy;
const ids = new Map<string, MemberId>();
const remembered: OverviewView[] = [];
const seed = Number(process.env.SIM_SEED ?? Date.now() % 1_000_000);
const random = new Seeded(seed);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random.next() * items.length)] as Item;

const overview = (input: object = {}): Promise<OverviewView> =>
  park.ok(ANALYST, 'admin', 'stats.overview', input);
let at = NOW;
const now = () => at;
async function later(ms: number): Promise<void> {
  await cloud.clock.advance(ms);
  at += ms;
}

/** As the night does. */
async function closeEveryDay(): Promise<void> {
  const ctx = await timerCtx(cloud, now());
  for (let cursor: string | null = null; ; ) {
    cursor = (await closeDays(ctx, parkDayOf(now()), cursor)) as string | null;
    if (cursor === null) return;
  }
}

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  db = new Steps(cloud).db;
  buy = new Groupbuy(park);
  offers = [
    await park.offer({ stock: 90, perMember: 40, claimTo: NOW + 40 * DAY_MS, costPerUse: 500 as never }),
    await park.offer({
      stock: 90,
      perMember: 40,
      claimTo: NOW + 40 * DAY_MS,
      kind: 'multi',
      uses: 3,
      costPerUse: 120 as never,
    } as never),
  ];
  campaignId = (await buy.campaign({ perMemberQuantity: 99, stock: 60, to: NOW + 30 * DAY_MS }, 200))
    .campaignId;
  await park.ok('o-operator', 'admin', 'staff.save', {
    ...{ openid: 'o-test', name: '真机测试', role: 'tester', stores: [], active: true },
  });
}, 240_000);
afterAll(() => cloud.stop());

const everybody = () => [...ids.keys()];
async function somebodyJoins(n: number): Promise<void> {
  const who = n === 0 ? 'o-test' : n === 1 ? 'o-clerk-penguin' : `o-over-${n}`;
  const inviter = n > 3 && random.next() < 0.6 ? ids.get(pick(everybody())) : undefined;
  const { memberId } = await park.ok(who, 'member', 'member.join', {
    consentVersion: '1',
    nickname: '小海星',
    ...(inviter ? { inviter } : {}),
  });
  ids.set(who, memberId);
  if (random.next() < 0.7) await agreed(park, who);
}

/** A phone tells of some minutes, now or, having been offline, of a day before. */
async function phoneTells(who: string): Promise<void> {
  const at =
    now() - (random.next() < 0.2 ? pick([1, 2, 3]) * DAY_MS : 0) - Math.floor(random.next() * 3_600_000);
  const events = Array.from({ length: 1 + Math.floor(random.next() * 4) }, () =>
    pick([
      () => sent('page_view', {}, { at }),
      () => sent('page_leave', { dwellMs: Math.floor(random.next() * 90_000) }, { at }),
      () => sent('share_tapped', { what: 'page' }, { at }),
      () => sent('campaign_exposed', { campaignId }, { at }),
      () => sent('campaign_clicked', { campaignId }, { at }),
      () => sent('group_entered', { campaignId }, { at }),
    ])(),
  );
  await ingest(park, who, events, now());
  if (random.next() < 0.2) await ingest(park, who, events, now());
}

async function couponIsUsed(who: string): Promise<void> {
  const { couponId } = await park.claim(who, pick(offers));
  if (random.next() < 0.4) return;
  const { code } = await park.code(who, couponId);
  const { redemptionId } = await park.ok('o-manager', 'staff', 'redemption.confirm', {
    code,
    storeId: store('north'),
  });
  if (random.next() < 0.3)
    await park.ok('o-manager', 'staff', 'redemption.undo', { redemptionId, reason: '扫错了' });
}

async function orderIsPaid(who: string): Promise<void> {
  const { order } = await park.ok(who, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 });
  await buy.pay(order.outTradeNo);
  if (random.next() < 0.3)
    await park.ok('o-operator', 'admin', 'order.refund', { orderId: order.orderId, reason: '来不了' });
}

async function world(): Promise<World> {
  const staff = await rowsOf<{ openid: string }>(cloud, 'staff', {});
  const keys = new Steps(cloud).keys;
  return {
    events: await rowsOf<EventRow>(cloud, 'events', {}),
    ledger: await rowsOf<Booked>(cloud, 'ledger', {}),
    outside: new Set(staff.map(({ openid }) => keys.memberId(openid))),
  };
}

function expectNaive(view: OverviewView, all: World, asOf: number): void {
  const known = knownAt(all, asOf);
  for (const { day, ...figures } of view.days)
    expect(figures, `${day}, seed ${seed}`).toEqual(naiveDay(known, day));
  expect({ ...view, ...view.totals }, `seed ${seed}`).toMatchObject(naiveWhole(known, view));
}

describe('the overview', () => {
  it('is what a plain computation says, from kept days and without, and as it was known before', async () => {
    for (let n = 0; n < 6; n++) await somebodyJoins(n);
    for (let day = 0; day < DAYS; day++) {
      if (day % 3 === 0) await somebodyJoins(6 + day);
      for (let i = 0; i < 9; i++) {
        const act = pick([phoneTells, phoneTells, phoneTells, couponIsUsed, orderIsPaid]);
        await act(pick(act === phoneTells ? [...everybody(), 'o-guest-19'] : everybody()));
      }
      await later(60_000);
      remembered.push(await overview());
      await later(DAY_MS);
    }
    const all = await world();
    const view = await overview();
    expectNaive(view, all, now());
    const sums = view.days.reduce((sum, day) => sum + day.pv, 0);
    expect(view.totals.pv).toBe(sums);
    // Each of them: as it was answered then, as it is answered now of then, and by hand.
    for (const then of remembered) {
      expect(await overview({ asOf: then.at, from: then.from, to: then.to }), `seed ${seed}`).toEqual(then);
      expectNaive(then, all, then.at);
    }
    const week = { from: addParkDays(TODAY, 1), to: addParkDays(TODAY, 5) };
    expectNaive(await overview(week), all, now());
    expect((await db.find('days', {})).length, 'days are kept').toBeGreaterThan(DAYS);
  });

  it('reads kept days, asks for the others, and a planted figure is named by the books', async () => {
    const day = addParkDays(TODAY, 2);
    const before = (await overview()).days.find((one) => one.day === day);
    expect(await differences()).toEqual([]);
    await db.update('days', { _id: day }, { pv: 1_000_000, claimed: 7 });
    expect((await overview()).days.find((one) => one.day === day)?.pv).toBe(1_000_000);
    expect((await differences()).sort()).toEqual([`${day} claimed`, `${day} pv`]);
    // Something becomes known of that day: it is asked of the ledgers again, and kept anew.
    await ingest(park, 'o-guest-19', [sent('page_view', {}, { at: startOfParkDay(day) + 1000 })], now());
    await cloud.timer('jobs');
    expect((await overview()).days.find((one) => one.day === day)?.pv).toBe((before?.pv ?? 0) + 1);
    await cloud.timer('jobs');
    expect(await db.get('days', day)).toMatchObject({ pv: (before?.pv ?? 0) + 1 });
    expect(await differences()).toEqual([]);
  });

  it('keeps no figures that something overtook while they were counted', async () => {
    const day = addParkDays(TODAY, 3);
    const pv = async () => (await overview()).days.find((one) => one.day === day)?.pv;
    const before = (await pv()) ?? 0;
    await db.remove('days', { _id: day });
    const ctx = await timerCtx(cloud, now());
    let told = false;
    const overtaken = new Proxy(ctx.db, {
      get: (own, name) =>
        name !== 'aggregate'
          ? Reflect.get(own, name)
          : async (...[collection, stages]: Parameters<typeof own.aggregate>) => {
              const rows = await own.aggregate(collection, stages);
              if (collection === 'events' && !told) {
                told = true;
                const late = sent('page_view', {}, { at: startOfParkDay(day) + 2000 });
                await ingest(park, 'o-guest-19', [late], now());
                await cloud.timer('jobs');
              }
              return rows;
            },
    });
    expect(await keepNextDay(overtaken, ctx.keys, now(), addParkDays(day, 1), null)).toBe(day);
    expect(told).toBe(true);
    expect(await db.get('days', day)).toBeNull();
    expect(await pv()).toBe(before + 1);
    await cloud.timer('jobs');
    expect(await db.get('days', day)).toMatchObject({ pv: before + 1 });
    expect(await differences()).toEqual([]);
  });

  it('keeps no figures that a run which began before midnight has added to', async () => {
    const day = addParkDays(TODAY, 3);
    expect(await db.get('days', day)).not.toBeNull();
    const late = sent('page_view', {}, { at: startOfParkDay(day) + 3000 });
    await ingest(park, 'o-guest-19', [late], now());
    await followEvents(await timerCtx(cloud, startOfParkDay(day) + DAY_MS - 1));
    expect(await db.get('days', day)).toBeNull();
    expect(await differences()).toEqual([]);
    // The night makes it anew, and those that look back on it.
    await closeEveryDay();
    expect(await db.get('days', day)).not.toBeNull();
    expect(await differences()).toEqual([]);
  });

  it('a lost or doubled row of a claim is named by its coupon', async () => {
    const [row] = await db.find('ledger', { type: 'issue', offerId: offers[0] }, { limit: 1 });
    const issue = row as Extract<Booked, { type: 'issue' }>;
    await db.remove('ledger', { _id: issue._id });
    expect(await differences()).toContain(issue.couponId);
    await db.put('ledger', issue);
    await db.put('ledger', { ...issue, _id: 'iss_twice' });
    expect(await differences()).toContain(issue.couponId);
    await db.remove('ledger', { _id: 'iss_twice' });
    expect(await differences()).toEqual([]);
  });

  it('costs five requests in two rounds, and is for operators and analysts', async () => {
    await overview();
    await cloud.requests.clear();
    await overview();
    await overview({ asOf: now() - DAY_MS });
    const { calls } = await cloud.requests.get();
    expect(calls.map(({ requests, rounds }) => ({ requests, rounds }))).toEqual([
      { requests: 5, rounds: 2 },
      { requests: 5, rounds: 2 },
    ]);
    expect(await park.refused('o-clerk-north', 'admin', 'stats.overview', {})).toBe('not_allowed');
    expect(await park.refused('o-test', 'admin', 'stats.overview', {})).toBe('not_allowed');
    expect(
      await park.refused(ANALYST, 'admin', 'stats.overview', { from: TODAY, to: addParkDays(TODAY, -1) }),
    ).toBe('invalid_input');
    expect(await park.refused(ANALYST, 'admin', 'stats.overview', { from: '2020-01-01' as never })).toBe(
      'invalid_input',
    );
  });
});

const differences = async () =>
  (await park.ok(ANALYST, 'admin', 'stats.reconcile', {})).differences.map(({ id }) => id);

describe('a campaign', () => {
  it('counts who saw it, came by a group and took part, and what it took', async () => {
    const all = knownAt(await world(), now());
    const of = (name: string) =>
      new Set(
        all.events
          .filter((row) => row.name === name && row.props.campaignId === campaignId)
          .map(({ who }) => who),
      );
    const money = (type: 'paid' | 'refunded') =>
      all.ledger.flatMap((row) => (row.type === type && row.campaignId === campaignId ? [row] : []));
    const gross = money('paid').reduce((sum, { amount }) => sum + amount, 0);
    const refunded = money('refunded').reduce((sum, { amount }) => sum + amount, 0);
    const participants = new Set(money('paid').map(({ memberId }) => memberId)).size;
    const first = (who: string) =>
      Math.min(...all.events.filter((row) => row.who === who).map(({ at }) => at));
    const entered = (who: string) =>
      Math.min(
        ...all.events.filter((row) => row.who === who && row.name === 'group_entered').map(({ at }) => at),
      );
    const entrants = [...of('group_entered')];
    const { items } = await park.ok(ANALYST, 'admin', 'stats.campaign', { campaignId });
    expect(items, `seed ${seed}`).toEqual([
      {
        campaignId,
        title: '海豚合影两人团',
        exposed: of('campaign_exposed').size,
        clicked: of('campaign_clicked').size,
        entrants: entrants.length,
        newEntrants: entrants.filter((who) => entered(who) === first(who)).length,
        participants,
        participation:
          participants === 0
            ? of('campaign_exposed').size === 0
              ? null
              : 0
            : participants / of('campaign_exposed').size,
        orders: money('paid').length,
        gross,
        refunded,
        net: gross - refunded,
      },
    ]);
  });
});

describe('tags', () => {
  it('are counted in the night, and a count stays what it was', async () => {
    const count = await park.ok(ANALYST, 'admin', 'stats.tags', {});
    const open = (
      await rowsOf<{ consent: { scopes: { profiling: boolean } }; _id: MemberId }>(cloud, 'members', {})
    ).filter(
      ({ consent, _id }) =>
        consent.scopes.profiling && _id !== ids.get('o-test') && _id !== ids.get('o-clerk-penguin'),
    );
    expect(count?.members, `seed ${seed}`).toBe(open.length);
    // Everybody has one tier, whichever the seed made it.
    const tiers =
      count?.items.filter(({ tagId }) => /^basic_(bronze|silver|gold|diamond)$/.test(tagId)) ?? [];
    expect(
      tiers.reduce((sum, tier) => sum + tier.members, 0),
      `seed ${seed}`,
    ).toBe(open.length);
    await later(DAY_MS);
    expect((await park.ok(ANALYST, 'admin', 'stats.tags', {}))?.at).toBeGreaterThan(count?.at ?? 0);
    expect(await park.ok(ANALYST, 'admin', 'stats.tags', { asOf: (count?.at ?? 0) + 1 })).toEqual(count);
  });
});

describe('an export', () => {
  it('says what the page says, and lets no text be a formula', async () => {
    const offerId = await park.offer({
      title: '=HYPERLINK("http://x","点我")',
      claimTo: NOW + 40 * DAY_MS,
    });
    const file = await park.ok(ANALYST, 'admin', 'stats.export', { what: 'redemption', offerId });
    const text = await (await fetch(new URL(file.url, cloud.url))).text();
    const [heading, row] = text.split('\r\n');
    expect(heading?.startsWith('优惠,') || heading?.startsWith('\uFEFF优惠,')).toBe(true);
    expect(row?.startsWith(`"'=HYPERLINK(""http://x"",""点我"")",${offerId},`)).toBe(true);
    expect(row?.includes('–')).toBe(true);
    expect(file.rows).toBe(1);
    const days = await park.ok(ANALYST, 'admin', 'stats.export', { what: 'overview' });
    expect(days.rows).toBe(30);
    expect(await park.refused('o-clerk-north', 'admin', 'stats.export', { what: 'tags' })).toBe(
      'not_allowed',
    );
  });
});
