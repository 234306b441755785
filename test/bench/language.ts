/**
 * How fast the document language is, in documents a second and as ratios to a plain loop that reads one field.
 * `DOCS=1000000 npm run bench -- language` for another number of documents.
 */
import { applyUpdate, compileFilter, runAggregate, sortDocs } from '../../localcloud/language/index.ts';
import type { Doc, Stage } from '../../localcloud/types.ts';
import { median, printTable, type Row } from './table.ts';

const COUNT = Number(process.env.DOCS ?? 200_000);
const ctx = { now: Date.UTC(2024, 5, 1), lookup: () => [] };
const start = Date.UTC(2023, 5, 1);
const docs: Doc[] = Array.from({ length: COUNT }, (_, i) => ({
  _id: `m${i}`,
  level: i % 4,
  points: (i * 7919) % 100_003,
  at: new Date(start + ((i * 1_000_003) % 31_536_000) * 1000),
  tags: ['sea', `t${i % 10}`],
  home: { city: `c${i % 50}` },
}));

const zone = (timezone: string) => ({ $dateToString: { date: '$at', format: '%Y-%m-%d', timezone } });
const byDay = (timezone: string): Stage[] => [{ $group: { _id: zone(timezone), n: { $sum: 1 } } }];
const scan = (filter: Record<string, unknown>) => () => docs.filter(compileFilter(filter, ctx)).length;
const pipeline = (stages: Stage[]) => () => runAggregate(docs, stages, ctx).length;

const cases: Record<string, () => number> = {
  'plain loop, one field': () => docs.filter((doc) => doc.level === 2).length,
  'filter: equality': scan({ level: 2 }),
  'filter: range and dotted path': scan({ points: { $gte: 1000, $lt: 50_000 }, 'home.city': 'c7' }),
  'filter: array and $in': scan({ tags: { $in: ['t1', 't2'] } }),
  'filter: $expr': scan({ $expr: { $gt: ['$points', { $multiply: ['$level', 20_000] }] } }),
  'update: $inc and $push': () =>
    docs.filter((doc) => applyUpdate(doc, { $inc: { points: 1 }, $push: { tags: 'x' } }, ctx).changed).length,
  'sort by two fields': () => sortDocs(docs, { level: 1, points: -1 }).length,
  '$sort, then $limit 20': pipeline([{ $sort: { points: -1 } }, { $limit: 20 }]),
  '$group by field': pipeline([{ $group: { _id: '$home.city', n: { $sum: '$points' } } }]),
  '$group by UTC day': pipeline(byDay('UTC')),
  '$group by Shanghai day': pipeline(byDay('Asia/Shanghai')),
  '$group by New York day': pipeline(byDay('America/New_York')),
  '$unwind and $group': pipeline([{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }]),
};

const rows = Object.entries(cases).map(([name, run]): Row => {
  run();
  const ms: number[] = [];
  for (let round = 0; round < 3; round++) {
    const from = performance.now();
    run();
    ms.push(performance.now() - from);
  }
  return [name, (median(ms) * 1000) / COUNT, `${Math.round(COUNT / median(ms))}`];
});
printTable(
  `The document language over ${COUNT.toLocaleString('en-US')} documents in memory`,
  ['', 'µs a document', 'thousand documents a second'],
  rows,
);
