/**
 * A park of a thousand members and one of a million: seeding, restart, what single actions cost, a report over all.
 * `MEMBERS=200000 npm run bench -- million` for a smaller one.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk, type Sdk } from '../setup/wx-sdk.ts';
import { aggregate } from './aggregate.ts';
import { cpuOf, medianMs, memoryOf, timed } from './load.ts';
import { fill } from './park.ts';
import { median, printTable, type Row } from './table.ts';

const SIZES = [1000, Number(process.env.MEMBERS ?? 1_000_000)];
const GOES = 31;

/** Row of the table → its value for each size. */
const rows = new Map<string, Array<number | string>>();
const note = (what: string, value: number | string) => rows.set(what, [...(rows.get(what) ?? []), value]);

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
  'The same park, small and large',
  ['', ...names, 'ratio'],
  [...rows].map(
    ([what, [small = '', large = '']]): Row => [what, text(small), text(large), ratio(small, large)],
  ),
);

async function measure(cloud: TestCloud, size: number): Promise<void> {
  note('memory of its own, empty, MB', memoryOf(cloud.pid).own);
  const cpu = cpuOf(cloud.pid);
  const { ms } = await timed(() => fill(cloud, { members: size, coupons: size }));
  note('seeding members and as many coupons, s', ms / 1000);
  note('  CPU of it, s', (cpuOf(cloud.pid) - cpu) / 1000);
  note('memory of its own after seeding, MB', memoryOf(cloud.pid).own);
  note('database file, MB', statSync(join(cloud.dataDir, 'db', 'data.mdb')).size / 2 ** 20);
  // Also how it is after a power cut: the process is killed.
  const restarts: number[] = [];
  for (let i = 0; i < 3; i++) restarts.push((await timed(() => cloud.restart())).ms);
  note('restart after kill -9 to `ready`, ms', median(restarts));
  const { own, mapped } = memoryOf(cloud.pid);
  note('memory after restart, own + mapped file, MB', `${Math.round(own)} + ${Math.round(mapped)}`);

  const sdk = loadSdk(`${cloud.url}/admin`);
  await actions(cloud, sdk, size);
  await reports(sdk);
  const after = memoryOf(cloud.pid);
  note(
    'memory after it all, own + mapped file, MB',
    `${Math.round(after.own)} + ${Math.round(after.mapped)}`,
  );
}

async function actions(cloud: TestCloud, sdk: Sdk, size: number): Promise<void> {
  const db = sdk.database();
  const product = new Product(cloud);
  // Members all over the collection, each asked for the first time.
  const some = (i: number) => `o-l${(i * 7919) % size}`;
  const { member } = await product
    .ok(some(0), 'member', 'member.me', {})
    .then((value) => ({ member: value }));
  if (!member) throw new Error('the seeded member is not there');
  const ids = (await db.collection('members').where({}).limit(100).get()).data.map(({ _id }) => String(_id));
  const owners = (await db.collection('coupons').where({}).limit(100).get()).data.map(({ owner }) =>
    String(owner),
  );

  await medianMs(50, (i) =>
    db
      .collection('members')
      .doc(ids[i % 100] ?? '')
      .get(),
  );
  note(
    'get by id (SDK), ms',
    await medianMs(GOES, (i) =>
      db
        .collection('members')
        .doc(ids[i % 100] ?? '')
        .get(),
    ),
  );
  note(
    'coupons of one owner by index (SDK), ms',
    await medianMs(GOES, (i) =>
      db
        .collection('coupons')
        .where({ owner: owners[i % 100] })
        .orderBy('endAt', 'desc')
        .limit(20)
        .get(),
    ),
  );
  const me = (i: number) => product.ok(some(i), 'member', 'member.me', {});
  const wallet = (i: number) => product.ok(some(i), 'wallet', 'coupon.list', {});
  const sign = (i: number) => product.ok(some(i), 'campaign', 'checkin.sign', {});
  const all = { 'member.me': me, 'coupon.list': wallet, 'checkin.sign': sign };
  for (const [name, action] of Object.entries(all)) {
    for (let i = 0; i < 30; i++) await action(i);
    await cloud.requests.clear();
    const ms = await medianMs(GOES, (i) => action(100 + i));
    const { calls } = await cloud.requests.get();
    note(`${name}, ms`, ms);
    note(
      `${name}, requests in rounds`,
      [...new Set(calls.map((c) => `${c.requests} in ${c.rounds}`))].join(', '),
    );
  }
}

async function reports(sdk: Sdk): Promise<void> {
  const members = sdk.database().collection('members');
  const joinedAt = { $add: [new Date(0), '$joinedAt'] };
  const day = { $dateToString: { date: joinedAt, format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } };
  const byDay = () => aggregate<{ n: number }>(members, { group: { _id: day, n: { $sum: 1 } }, limit: 2000 });
  const { ms, value } = await timed(byDay);
  note('joined per Shanghai day, over all, ms', ms);
  note('  (members in days)', `${value.reduce((sum, { n }) => sum + n, 0)} in ${value.length}`);
  note('  once more, ms', (await timed(byDay)).ms);
  note('count of all members, ms', (await timed(() => members.where({}).count())).ms);
}

function text(value: number | string): string {
  if (typeof value === 'string') return value;
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}

function ratio(small: number | string, large: number | string): string {
  return typeof small === 'number' && typeof large === 'number' ? `×${text(large / small)}` : '';
}
