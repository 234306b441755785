/**
 * Claims a second by 64 callers on one offer, by the number of its shards, in a park without coupons and in one with a
 * million (`COUPONS=100000 npm run bench -- claims` for fewer).
 */
import { execFileSync } from 'node:child_process';
import { UNITS_PER_SHARD } from '../../cloudfunctions/domain/offer/stock.ts';
import type { OfferId } from '../../shared-types/ids.ts';
import { startLocalCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { race } from './load.ts';
import { fill } from './park.ts';
import { median, printTable, type Row } from './table.ts';

const SHARDS = [1, 2, 4, 10, 20];
const PARKS = [0, Number(process.env.COUPONS ?? 1_000_000)];
const CALLERS = 64;
const CLAIMS = 64;
const ROUNDS = 5;

const columns: number[][] = [];
for (const coupons of PARKS) columns.push(await measure(coupons));

/** A figure and its ratio to the first row of its column. */
const cell = (column: number[], place: number): string => {
  const [figure = Number.NaN, first = Number.NaN] = [column[place], column[0]];
  return `${figure.toFixed(0)} · ×${(figure / first).toFixed(2)}`;
};
printTable(
  `Claims a second on one offer, ${CALLERS} callers`,
  ['shards', ...PARKS.map((n) => `${n.toLocaleString('en-US')} coupons there`), 'second to first'],
  SHARDS.map((shards, place): Row => {
    const [small = Number.NaN, large = Number.NaN] = columns.map((column) => column[place]);
    return [
      String(shards),
      ...columns.map((column) => cell(column, place)),
      `×${(large / small).toFixed(2)}`,
    ];
  }),
);

/** In turns, a short round of each at a time; one round before is not counted. */
async function measure(coupons: number): Promise<number[]> {
  const cloud = await startLocalCloud({ now: new Date(NOW).toISOString() });
  try {
    await fill(cloud, { members: Math.max(coupons, CLAIMS * (ROUNDS + 1)), coupons });
    // What filling left for the disk to write would otherwise be waited for by the first claims.
    execFileSync('sync');
    const park = new Product(cloud);
    const offers: OfferId[] = [];
    for (const shards of SHARDS) offers.push(await park.offer({ stock: shards * UNITS_PER_SHARD }));
    const rates = SHARDS.map((): number[] => []);
    for (let round = 0; round <= ROUNDS; round++)
      for (const [place, offerId] of offers.entries()) {
        // The smallest offer has units for some rounds only: a new one is as good.
        const fresh = place === 0 ? await park.offer({ stock: UNITS_PER_SHARD }) : offerId;
        const ms = await race(CALLERS, CLAIMS, (i) =>
          park.insist(`o-l${round * CLAIMS + i}`, 'wallet', 'coupon.claim', { offerId: fresh }),
        );
        if (round > 0) rates[place]?.push((CLAIMS / ms) * 1000);
      }
    return rates.map(median);
  } finally {
    await cloud.stop();
  }
}
