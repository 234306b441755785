import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../localcloud/engine/index.ts';
import type { CollectionDecl, Doc } from '../../localcloud/types.ts';
import { printTable, type Row } from './table.ts';

/**
 * A million members in the engine alone: loading, opening, and what queries cost.
 * `DOCS=200000 DIR=/tmp/large npm run bench -- engine-open` for fewer, and for a data directory to keep.
 */
const COUNT = Number(process.env.DOCS ?? 1_000_000);
const keep = process.env.DIR;
const dir = keep ?? mkdtempSync(join(tmpdir(), 'engine-bench-'));
const clock = { now: () => Date.now() };

const decls: CollectionDecl[] = [
  {
    name: 'members',
    indexes: [
      { name: 'birthday_1', keys: { birthday: 1 } },
      { name: 'ob_at_1', keys: { 'ob.at': 1 } },
      { name: 'level_points', keys: { level: 1, points: -1 } },
    ],
  },
];

function* members(): Iterable<Doc> {
  for (let i = 0; i < COUNT; i++)
    yield {
      _id: `mbr_${((i * 2654435761) % 2 ** 32).toString(36)}_${i}`,
      openid: `o-l${i}`,
      rev: 1,
      name: `会员${i}`,
      level: ['normal', 'silver', 'gold'][i % 3],
      points: (i * 7919) % 10_000,
      birthday: `${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
      joinedAt: 1_700_000_000_000 + i * 1000,
      ob: i % 5000 === 0 ? [{ id: `x${i}`, at: i }] : [],
      rids: [`r${i}`],
    };
}

const rows: Row[] = [];
async function timed<T>(
  what: string,
  work: () => Promise<T>,
  note: (value: T, ms: number) => string = () => '',
): Promise<T> {
  const from = performance.now();
  const value = await work();
  const ms = performance.now() - from;
  rows.push([what, `${ms.toFixed(ms < 10 ? 2 : 0)} ms ${note(value, ms)}`]);
  return value;
}

/** The longest time the event loop was away while `work` ran. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let [last, worst] = [performance.now(), 0];
  const beat = setInterval(() => {
    worst = Math.max(worst, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  await work();
  clearInterval(beat);
  return worst;
}

let engine = await openEngine({ dir, clock });
if (!engine.hasCollection('members')) {
  await engine.declare(decls);
  await timed(
    'bulkLoad with 3 indexes',
    () => engine.bulkLoad('members', members()),
    (n, ms) => `${Math.round((n / ms) * 1000)} docs/s`,
  );
}
await engine.close();
engine = await timed('open', () => openEngine({ dir, clock }));
await timed(
  'first get by _id',
  () => engine.find('members', { filter: { _id: 'mbr_0_0' } }),
  (docs) => `${docs.length} found`,
);
await timed('1,000 gets by _id', async () => {
  for (let i = 0; i < 1000; i++)
    await engine.find('members', {
      filter: { _id: `mbr_${((i * 2654435761) % 2 ** 32).toString(36)}_${i}` },
      limit: 1,
    });
});
await timed('1,000 conditional updates, one after another', async () => {
  for (let i = 0; i < 1000; i++)
    await engine.update('members', {
      filter: { _id: `mbr_${((i * 2654435761) % 2 ** 32).toString(36)}_${i}`, rev: { $gt: 0 } },
      update: { $inc: { rev: 1 } },
      multi: true,
    });
});
await timed('4,000 conditional updates, 64 callers', async () => {
  const lane = async (k: number) => {
    for (let i = k; i < 4000; i += 64)
      await engine.update('members', {
        filter: { _id: `mbr_${((i * 2654435761) % 2 ** 32).toString(36)}_${i}`, rev: { $gt: 0 } },
        update: { $inc: { rev: 1 } },
        multi: true,
      });
  };
  await Promise.all(Array.from({ length: 64 }, (_, k) => lane(k)));
});
await timed('birthday (indexed), 100 rows', () =>
  engine.find('members', { filter: { birthday: '03-03' }, limit: 100 }),
);
await timed('top 20 by points (indexed)', () =>
  engine.find('members', { filter: { level: 'gold' }, sort: { points: -1 }, limit: 20 }),
);
await timed(
  'dirty outboxes (multikey)',
  () => engine.find('members', { filter: { 'ob.at': { $lte: 10 ** 9 } } }),
  (docs) => `${docs.length} found`,
);
await timed('count all', () => engine.count('members', {}), String);
await timed('count gold (indexed)', () => engine.count('members', { level: 'gold' }), String);
let pause = await longestPause(() =>
  timed('scan: unindexed filter', () => engine.find('members', { filter: { joinedAt: 1 } })),
);
rows.push(['  longest pause of the event loop', `${pause.toFixed(0)} ms`]);
pause = await longestPause(() =>
  timed('top 20 by unindexed sort', () => engine.find('members', { sort: { joinedAt: -1 }, limit: 20 })),
);
rows.push(['  longest pause of the event loop', `${pause.toFixed(0)} ms`]);
pause = await longestPause(() =>
  timed('group by level', () =>
    engine.aggregate('members', [{ $group: { _id: '$level', n: { $sum: 1 }, p: { $avg: '$points' } } }]),
  ),
);
rows.push(['  longest pause of the event loop', `${pause.toFixed(0)} ms`]);
rows.push([
  'heap used / resident',
  `${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} / ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB (resident counts mapped file pages)`,
]);
rows.push(['data file', `${Math.round(statSync(join(dir, 'data.mdb')).size / 2 ** 20)} MB`]);
await engine.close();
printTable(`The engine with ${COUNT.toLocaleString('en-US')} documents`, ['', 'time or size'], rows);
if (!keep) rmSync(dir, { recursive: true, force: true });
