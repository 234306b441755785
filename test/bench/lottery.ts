/**
 * A round of 100,000 entries, from closing to the last coupon: requests and time of each job run, the longest run, the
 * proof, and how long a stranger needs to check it. `ENTRIES=20000 npm run bench -- lottery` for a smaller one.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product } from '../setup/product.ts';
import { timed } from './load.ts';
import { printTable, type Row } from './table.ts';

const ENTRIES = Number(process.env.ENTRIES ?? 100_000);
const COUPONS = 200;
const CLOSES = Date.parse('2026-06-15T20:00:00+08:00');
const AFTER = Date.parse('2026-06-17T09:30:00+08:00');
/** A run has to end by itself before this; the platform kills at 60 s. */
const LONGEST_MS = 50_000;
const LOCATION = '101018888';

const rows: Row[] = [];
const note = (what: string, value: string) => {
  rows.push([what, value]);
  console.error(`${what}: ${value}`);
};
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
try {
  await measure(cloud);
} finally {
  await cloud.stop();
}
printTable(`A lottery round of ${ENTRIES.toLocaleString('en-US')} entries`, ['', ''], rows);

async function measure(on: TestCloud): Promise<void> {
  const park = new Product(on);
  const lottery = new Lottery(park);
  const offerId = await park.offer({ stock: COUPONS });
  const prizes = [
    { tier: 1, name: '海豚毛绒玩具', count: 3, value: 9900 },
    { tier: 2, name: '喂奶鱼', count: COUPONS, value: 990, offerId },
  ] as RoundDraft['prizes'];
  const roundId = await lottery.round({ location: LOCATION, prizes });
  const filled = await timed(() => lottery.fill(roundId, ENTRIES - 1));
  console.error(`filled in ${seconds(filled.ms)}`);
  await park.join('o-bench');
  const own = await lottery.guess('o-bench', roundId, 'sunny');
  await on.requests.clear();
  const again = await timed(() => lottery.guess('o-bench', roundId, 'rainy'));
  const [guess] = await park.costs();
  note(
    'a guess beside them',
    `${guess?.requests} requests in ${guess?.rounds} rounds, ${Math.round(again.ms)} ms`,
  );

  await on.clock.set(CLOSES, false);
  note('closing: copy, root, file', await runs(on));
  const hourly = Array.from({ length: 24 }, (_unused, hour) => ({ hour, icon: '101', precip: '0.2' }));
  await on.weather({ location: LOCATION, day: '2026-06-16', hourly, precip: '4.8' });
  await on.clock.set(AFTER, false);
  note('weather, draw, coupons', await runs(on));

  const asked = await timed(() =>
    park.ok('o-bench', 'campaign', 'lottery.proof', { roundId, entryNo: own.entryNo }),
  );
  const proof = asked.value;
  note(
    'the proof, with one entry’s way',
    `${Math.round(JSON.stringify(proof).length / 1024)} KB, ${Math.round(asked.ms)} ms`,
  );
  const file = proof.entriesUrl ? await (await fetch(proof.entriesUrl)).text() : null;
  const folder = mkdtempSync(join(tmpdir(), 'lottery-'));
  const paths = [join(folder, 'proof.json'), join(folder, 'entries.json')] as const;
  writeFileSync(paths[0], JSON.stringify(proof));
  if (file !== null) writeFileSync(paths[1], file);
  const args = ['docs/draw/verify-draw.mjs', paths[0], ...(file === null ? [] : [paths[1]])];
  const checked = await timed(async () => execFileSync(process.execPath, args).toString());
  note('npm run verify-draw', `${seconds(checked.ms)}: ${checked.value.split('\n')[0]}`);
}

/** Fires the timer until a run has nothing to do. */
async function runs(on: TestCloud): Promise<string> {
  const all: Array<{ ms: number; requests: number }> = [];
  for (;;) {
    await on.requests.clear();
    const { ms } = await timed(() => on.timer('jobs'));
    if (ms > LONGEST_MS) throw new Error(`a run took ${Math.round(ms)} ms`);
    const requests = (await on.requests.get()).total;
    if (requests <= 8) break;
    all.push({ ms, requests });
  }
  const sum = (of: (run: { ms: number; requests: number }) => number) =>
    all.reduce((a, run) => a + of(run), 0);
  const longest = Math.max(...all.map(({ ms }) => ms));
  return `${sum(({ requests }) => requests)} requests in ${all.length} runs, ${seconds(sum(({ ms }) => ms))}, the longest ${seconds(longest)}`;
}
