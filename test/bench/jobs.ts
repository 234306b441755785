/**
 * What is due on a day in a park of some thousand members and one of a million: birthday cards (the process is killed in
 * the middle of them), points whose year is over, check-ins and what follows from them, the books of the night.
 * `MEMBERS=200000 npm run bench -- jobs` for a smaller one.
 */
import { type FaultPlan, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Members } from '../setup/members.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';
import { timed } from './load.ts';
import { fill } from './park.ts';
import { printTable, type Row } from './table.ts';

const SIZES = [4000, Number(process.env.MEMBERS ?? 1_000_000)];
const BIRTHDAYS = 3000;
/** On a busy machine more than one run comes to, so that it has to stop by itself. */
const DUE = 5000;
/** A run has to end by itself before this; the platform kills at 60 s. */
const LONGEST_MS = 50_000;

const rows = new Map<string, string[]>();
const note = (what: string, value: string) => {
  rows.set(what, [...(rows.get(what) ?? []), value]);
  console.error(`${what}: ${value}`);
};

for (const size of SIZES) {
  const cloud = await startLocalCloud({ now: new Date(NOW).toISOString() });
  try {
    await measure(cloud, size);
  } finally {
    await cloud.stop();
  }
}
const names = SIZES.map((n) => `${n.toLocaleString('en-US')} members`);
printTable(
  'Jobs of a day',
  ['', ...names],
  [...rows].map(([what, values]): Row => [what, ...values]),
);

async function measure(cloud: TestCloud, size: number): Promise<void> {
  // The park is made in the evening before, for birthdays of the next day.
  await cloud.clock.set('2026-06-15T00:01:00+08:00', false);
  await fill(cloud, { members: size, coupons: 0, birthdaysToday: BIRTHDAYS });
  const before = await runs(cloud);
  note('a tick with nothing due: requests in rounds', `${before.last.requests} in ${before.last.rounds}`);
  await checkins(cloud, size);
  await birthdays(cloud);
  // Those who checked in have other points.
  await points(cloud, Math.min(DUE, size - 1000));
  await nightlyBooks(cloud);
}

interface Run {
  ms: number;
  requests: number;
  rounds: number;
}

/** Fires the timer until a run has nothing to do; fails if one takes too long. */
async function runs(cloud: TestCloud): Promise<{ all: Run[]; last: Run; total: string }> {
  const all: Run[] = [];
  for (;;) {
    await cloud.requests.clear();
    const { ms } = await timed(() => fire(cloud));
    const { calls } = await cloud.requests.get();
    const tick = calls.find(({ op }) => op === 'tick');
    if (!tick) throw new Error('the run is not in the list of requests');
    if (ms > LONGEST_MS) throw new Error(`a run took ${Math.round(ms)} ms`);
    all.push({ ms, requests: tick.requests, rounds: tick.rounds });
    if (tick.requests <= 8) break;
  }
  const worked = all.slice(0, -1);
  const sum = (of: (run: Run) => number) => worked.reduce((total, run) => total + of(run), 0);
  const longest = Math.max(0, ...worked.map(({ ms }) => ms));
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const total = `${sum(({ requests }) => requests)} in ${worked.length} runs, ${seconds(sum(({ ms }) => ms))} s, the longest ${seconds(longest)} s`;
  return { all, last: all.at(-1) as Run, total };
}

function fire(cloud: TestCloud): Promise<unknown> {
  return cloud.timer('jobs');
}

async function birthdays(cloud: TestCloud): Promise<void> {
  await cloud.clock.set('2026-06-15T00:05:00+08:00', false);
  // Killed in the middle, twice: first the run's instance, then, with the next run, the whole cloud.
  await cloud.faults.set({ seed: 1, killInstance: 0.02 } as FaultPlan);
  await fire(cloud).catch(() => undefined);
  await cloud.faults.clear();
  const first = await cards(cloud);
  const cut = fire(cloud).catch(() => undefined);
  for (let n = first.n; n <= first.n; n = (await cards(cloud)).n);
  await cloud.kill();
  await cut;
  await cloud.restart();
  await cloud.clock.set('2026-06-15T00:05:00+08:00', false);
  const second = await cards(cloud);
  const { total } = await runs(cloud);
  const made = await cards(cloud);
  if (made.n !== BIRTHDAYS || made.owners !== BIRTHDAYS)
    throw new Error(`${made.n} cards for ${made.owners} people`);
  note(
    'birthday cards there when the run was killed, and when the cloud was',
    `${first.n}, ${second.n} of ${BIRTHDAYS}`,
  );
  note('birthday cards, the rest: requests', total);
  note('  cards · people with one', `${made.n} · ${made.owners}`);
}

async function cards(cloud: TestCloud): Promise<{ n: number; owners: number }> {
  const owners = new Set<string>();
  let n = 0;
  const collection = loadSdk(`${cloud.url}/admin`).database().collection('cards');
  for (let skip = 0; ; skip += 1000) {
    const query = collection.where({ day: '2026-06-15' }).orderBy('_id', 'asc').skip(skip).limit(1000);
    const page = (await query.field({ owner: true }).get()).data;
    n += page.length;
    for (const { owner } of page) owners.add(String(owner));
    if (page.length < 1000) return { n, owners: owners.size };
  }
}

/** Points of 2024 that ended with 2025, put on members that are there. */
async function points(cloud: TestCloud, due: number): Promise<void> {
  const members = await Members.of(cloud);
  const db = members.db;
  const earnedAt = Date.parse('2024-05-01T10:00:00+08:00');
  const endAt = Date.parse('2026-01-01T00:00:00+08:00') - 1;
  const ids = Array.from({ length: due }, (_unused, i) => members.idOf(`o-l${i}`));
  for (let i = 0; i < ids.length; i += 200) {
    const some = ids.slice(i, i + 200);
    const { command: _ } = db;
    const data = { points: 7, lots: (_.set as (value: object) => object)({ 2024: 7 }), pointsEndAt: endAt };
    await db
      .collection('members')
      .where({ _id: (_.in as (values: string[]) => object)(some), points: 0 })
      .update({ data });
    const ledger = some.map((memberId) => ({
      _id: `pts_${memberId.slice(4)}_order_bench`,
      type: 'points',
      memberId,
      delta: 7,
      balanceAfter: 7,
      cause: { what: 'order', of: 'bench' },
      at: earnedAt,
      expiresAt: endAt,
    }));
    await db.collection('ledger').add({ data: ledger });
  }
  await cloud.clock.set('2026-06-16T02:00:00+08:00', false);
  const { total } = await runs(cloud);
  note('members whose points have ended', String(ids.length));
  note('  taking them away and writing it down: requests', total);
}

async function checkins(cloud: TestCloud, size: number): Promise<void> {
  const park = new Product(cloud);
  const some = (i: number) => `o-l${size - 1 - i}`;
  for (let i = 0; i < 30; i++) await park.ok(some(i), 'campaign', 'checkin.sign', {});
  await runs(cloud);
  await cloud.requests.clear();
  for (let i = 100; i < 200; i++) await park.ok(some(i), 'campaign', 'checkin.sign', {});
  const { calls } = await cloud.requests.get();
  const costs = new Set(calls.map(({ requests, rounds }) => `${requests} in ${rounds}`));
  note('checkin.sign: requests in rounds', [...costs].join(', '));
  await cloud.requests.clear();
  await fire(cloud);
  const { total } = await cloud.requests.get();
  note('  and a tick for a hundred of them: requests', String(total));
}

async function nightlyBooks(cloud: TestCloud): Promise<void> {
  const park = new Product(cloud);
  await cloud.clock.set('2026-06-16T03:30:00+08:00', false);
  const { total } = await runs(cloud);
  const books = await park.ok('o-analyst', 'admin', 'stats.nightlyBooks', {});
  if (!books || books.differences.length > 0) throw new Error(JSON.stringify(books?.differences.slice(0, 3)));
  note('books of the night: requests', total);
  note('  points of members · of the ledger', `${books.points.members} · ${books.points.ledger}`);
}
