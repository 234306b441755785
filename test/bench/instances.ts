/** How many instances of a function a machine carries: claims a second with 64 callers, cold and warm. */
import { availableParallelism } from 'node:os';
import { cpuOf, memoryOf, race } from './load.ts';
import { openPark } from './park.ts';
import { median, printTable, type Row } from './table.ts';

const LIMITS = [2, 4, 8, 16, 32];
const CALLERS = 64;
const PER_ROUND = 300;
const ROUNDS = 4;

const rows: Row[] = [];
for (const limit of LIMITS) rows.push(await withInstances(limit));
printTable(
  `${PER_ROUND} claims by ${CALLERS} callers, by MAX_INSTANCES (${availableParallelism()} processors)`,
  ['instances', 'cold, claims/s', 'CPU ms a claim', 'warm, claims/s', 'CPU ms a claim', 'memory, MB'],
  rows,
);

/** The first round begins without instances; the last two are the warm ones. */
async function withInstances(limit: number): Promise<Row> {
  const { cloud, product } = await openPark(PER_ROUND * ROUNDS, { env: { MAX_INSTANCES: String(limit) } });
  try {
    const offerId = await product.offer({ stock: 10_000 });
    const perSecond: number[] = [];
    const cpuMs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = cpuOf(cloud.pid);
      const ms = await race(CALLERS, PER_ROUND, (i) => product.claim(`o-l${round * PER_ROUND + i}`, offerId));
      perSecond.push((PER_ROUND / ms) * 1000);
      cpuMs.push((cpuOf(cloud.pid) - before) / PER_ROUND);
    }
    const warm = (values: number[]) => median(values.slice(-2));
    const [cold = Number.NaN, coldCpu = Number.NaN] = [perSecond[0], cpuMs[0]];
    return [String(limit), cold, coldCpu, warm(perSecond), warm(cpuMs), memoryOf(cloud.pid).own];
  } finally {
    await cloud.stop();
  }
}
