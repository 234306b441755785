/** Database operations a second: one process with the unmodified SDK against the wire of a local cloud. */
import { startLocalCloud } from '../setup/local-cloud.ts';
import { loadSdk } from '../setup/wx-sdk.ts';
import { aggregate } from './aggregate.ts';
import { CALLERS, callersText, rates } from './load.ts';
import { printTable, type Row } from './table.ts';

const DOCS = 2000;

const cloud = await startLocalCloud({ env: { STRICT: '0' } });
try {
  const sdk = loadSdk(`${cloud.url}/admin`);
  const db = sdk.database();
  const { command: _ } = db;
  // Collections of the product, for their indexes: coupons by (owner, endAt), ledger by (storeId, at).
  const coupons = db.collection('coupons');
  for (let from = 0; from < DOCS; from += 500)
    await coupons.add({ data: Array.from({ length: 500 }, (_unused, i) => coupon(from + i)) });

  let added = 0;
  const operations: Record<string, (i: number) => Promise<unknown>> = {
    'get by id': (i) => coupons.doc(`cpn_${i % DOCS}`).get(),
    'conditional update': (i) =>
      coupons.where({ _id: `cpn_${i % DOCS}`, left: _.gt!(0) }).update({ data: { rev: _.inc!(1) } }),
    insert: () => db.collection('ledger').add({ data: row(added++) }),
    'find by index, 20 rows': (i) =>
      coupons
        .where({ owner: `mbr_${i % 100}` })
        .orderBy('endAt', 'desc')
        .limit(100)
        .get(),
    'aggregate 20 rows': (i) =>
      aggregate(coupons, {
        match: { owner: `mbr_${i % 100}` },
        group: { _id: '$title', left: { $sum: '$left' } },
        limit: 100,
      }),
  };

  const measured = await rates(operations, { count: 150, rounds: 5, pids: [process.pid, cloud.pid] });
  printTable(
    'Database operations a second, one SDK process',
    ['operation', ...CALLERS.map(callersText), 'CPU ms in the SDK', 'CPU ms in the local cloud'],
    Object.entries(measured).map(([name, { perSecond, cpuMs }]): Row => [name, ...perSecond, ...cpuMs]),
  );
} finally {
  await cloud.stop();
}

function coupon(i: number) {
  return {
    _id: `cpn_${i}`,
    rev: 0,
    owner: `mbr_${i % 100}`,
    endAt: 1_800_000_000_000 + i,
    title: '喂奶鱼体验券',
    left: 1,
    uses: [],
    rids: [`cpn_${i}`],
    number: `cpn_${i}`,
    ob: [],
  };
}

function row(i: number) {
  return {
    _id: `led_${i}`,
    storeId: `store_${i % 5}`,
    at: 1_800_000_000_000 + i,
    points: 10,
    ref: `cpn_${i}`,
  };
}
