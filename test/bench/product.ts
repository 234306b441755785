/** Product actions a second through /call, what each costs in requests, and a rush on an offer. */
import type { CouponId } from '../../shared-types/ids.ts';
import { store } from '../setup/product.ts';
import { CALLERS, callersText, race, rates, timed } from './load.ts';
import { openPark, type Park } from './park.ts';
import { printTable, type Row } from './table.ts';

const ROUNDS = { count: 80, rounds: 4 };
const RUSH = { claims: 3000, units: 1000, callers: 64 };
/** Whoever claims does it once: every round at every number of callers, then the rush. */
const CLAIMS = ROUNDS.count * (ROUNDS.rounds + 1) * CALLERS.length;
const MEMBERS = CLAIMS + RUSH.claims + 10;

const park = await openPark(MEMBERS);
try {
  await actions(park);
  await rush(park);
} finally {
  await park.cloud.stop();
}

async function actions({ cloud, product }: Park): Promise<void> {
  const offerId = await product.offer({ stock: 10_000 });
  const claimed: Array<{ who: string; couponId: CouponId }> = [];
  const codes: string[] = [];
  let nextMember = 0;

  const me = (i: number) => product.ok(`o-l${i % 1000}`, 'member', 'member.me', {});
  const claim = async () => {
    const who = `o-l${nextMember++}`;
    claimed.push({ who, couponId: (await product.claim(who, offerId)).couponId });
  };
  /** The clock stands, so that no code grows too old before it is its turn. */
  const showCode = async () => {
    const { who, couponId } = claimed.pop()!;
    codes.push((await product.code(who, couponId)).code);
  };
  const confirm = () =>
    product.ok('o-clerk-north', 'staff', 'redemption.confirm', {
      code: codes.pop() ?? '',
      storeId: store('north'),
      uses: 1,
    });

  const ops = {
    'member.me': me,
    'coupon.claim': claim,
    'coupon.code': showCode,
    'redemption.confirm': confirm,
  };
  const measured = await rates(ops, { ...ROUNDS, pids: [cloud.pid] });
  const rows: Row[] = [];
  for (const [name, { perSecond, cpuMs }] of Object.entries(measured)) {
    await cloud.requests.clear();
    await ops[name as keyof typeof ops](0);
    const { calls } = await cloud.requests.get();
    rows.push([name, ...perSecond, ...cpuMs, `${calls[0]?.requests} in ${calls[0]?.rounds}`]);
  }
  printTable(
    'Product actions a second through /call',
    ['action', ...CALLERS.map(callersText), 'CPU ms, functions and local cloud', 'requests in rounds'],
    rows,
  );
}

/** Everybody at once on too few units. The counts are a promise, not a measurement. */
async function rush({ cloud, product }: Park): Promise<void> {
  const offerId = await product.offer({ stock: RUSH.units });
  const first = MEMBERS - RUSH.claims;
  const outcomes: Record<string, number> = {};
  const count = (what: string) => {
    outcomes[what] = (outcomes[what] ?? 0) + 1;
  };
  await cloud.requests.clear();
  const { ms } = await timed(() =>
    race(RUSH.callers, RUSH.claims, async (i) => {
      const answer = await product.insist(`o-l${first + i}`, 'wallet', 'coupon.claim', { offerId });
      count(answer.ok ? 'issued' : answer.refusal.code);
    }),
  );
  const { total, byAction } = await cloud.requests.get();
  const { issued = 0, sold_out = 0 } = outcomes;
  if (issued !== RUSH.units || sold_out !== RUSH.claims - RUSH.units)
    throw new Error(`the rush ended with ${JSON.stringify(outcomes)}`);
  const each = (n: number | undefined) => ((n ?? 0) / RUSH.claims).toFixed(2);
  printTable(
    `Rush: ${RUSH.claims} claims on ${RUSH.units} units, ${RUSH.callers} at a time`,
    ['issued', 'sold out', 'claims/s', 'requests a claim', 'reads', 'updates', 'inserts'],
    [
      [
        String(issued),
        String(sold_out),
        String(Math.round((RUSH.claims / ms) * 1000)),
        each(total),
        each(byAction['database.getDocument']),
        each(byAction['database.modifyDocument']),
        each(byAction['database.insertDocument']),
      ],
    ],
  );
}
