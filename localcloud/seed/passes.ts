import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { holderNumberOf } from '../../cloudfunctions/domain/coupon/counter.ts';
import { openedPass } from '../../cloudfunctions/domain/pass/activate.ts';
import type { PassBatch } from '../../cloudfunctions/domain/pass/batch.ts';
import { holdersOf } from '../../cloudfunctions/domain/pass/holders.ts';
import type { PassDoc } from '../../cloudfunctions/domain/pass/pass.ts';
import { decidePassUse } from '../../cloudfunctions/domain/pass/use.ts';
import type { StaffDoc, StoreDoc } from '../../cloudfunctions/domain/staff/staff.ts';
import { passOfBatch } from '../../cloudfunctions/store/pass-batches.ts';
import type { HolderInput, PassKind } from '../../shared-types/contract/pass.ts';
import type { BatchId, HolderId, ParkDay, RedemptionId, StoreId } from '../../shared-types/ids.ts';
import { addParkDays, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { load, ofThePast, type Seeding } from './seeding.ts';

/** How many unopened passes of a kind lie in the drawer. */
const IN_STOCK = 20;
const KINDS: PassKind[] = ['single', 'double', 'family'];
/** A batch sold so long ago is followed by a fresh one, so that there is always time to open one. */
const FRESH_DAYS = 30;
const HOUR_MS = 3_600_000;

/** Keeps unopened passes of every kind for sale. Their codes are made of their numbers, as everywhere: none is kept. */
export async function keepPassesSold(seeding: Seeding): Promise<void> {
  const { engine, now } = seeding;
  const today = parkDayOf(now);
  for (const kind of KINDS) {
    const filter = { kind, soldOn: { $gte: addParkDays(today, -FRESH_DAYS), $lte: today } };
    const batches = await engine.find('passBatches', { filter });
    const left = { batchId: { $in: batches.map(({ _id }) => _id) }, state: 'unopened' };
    if ((await engine.find('passes', { filter: left, limit: 1 })).length > 0) continue;
    const batch = batchOf(seeding, kind, today);
    if (batches.some(({ _id }) => _id === batch._id)) continue;
    const serials = Array.from({ length: IN_STOCK }, (_unused, serial) => serial);
    await load(
      engine,
      'passes',
      serials.map((serial) => passOfBatch(seeding.keys, batch, serial)),
    );
    await load(engine, 'passBatches', [batch]);
  }
}

function batchOf({ now, keys }: Seeding, kind: PassKind, soldOn: ParkDay, count = IN_STOCK): PassBatch {
  const by = keys.staffId('o-operator');
  // Before whatever is issued today.
  const at = Math.min(now, startOfParkDay(soldOn));
  return {
    _id: keys.derive('btc_', 'demo', kind, soldOn) as BatchId,
    key: `seed:${kind}:${soldOn}`,
    hash: 'seed',
    kind,
    count,
    soldOn,
    at,
    by,
    log: [{ at, by, what: 'issued', codes: false }],
  };
}

const HOLDERS: HolderInput[] = [
  { name: '米娅', relation: 'self' },
  { name: '阿海', relation: 'adult' },
  { name: '乐乐', relation: 'child', guardianConsent: true },
];

/** Days ago, hour, whose and what for: some weeks of a family's visits. Nobody has been there today. */
const VISITS: Array<[days: number, hour: number, store: string, benefitId: string, holders: number[]]> = [
  [34, 10, 'north', 'entry', [0, 1, 2]],
  [34, 10, 'parking', 'parking', [0]],
  [34, 14, 'dolphin', 'feeding', [2]],
  [27, 9, 'north', 'entry', [0, 2]],
  [20, 15, 'north', 'entry', [1, 2]],
  [13, 10, 'north', 'entry', [0, 1, 2]],
  [13, 10, 'parking', 'parking', [1]],
  [6, 11, 'north', 'entry', [0, 2]],
];

/** The family pass Mia opened five weeks ago, with what she, 阿海 and 乐乐 have used of it. */
export async function seedMiasPass(seeding: Seeding): Promise<void> {
  const { engine, now, keys } = seeding;
  const owner = keys.memberId('o-mia');
  const openedAt = hourOf(now, 35, 20);
  const batch = batchOf({ ...seeding, now: openedAt }, 'family', parkDayOf(openedAt), 1);
  const sold = passOfBatch(keys, batch, 0);
  const holders = holdersOf(HOLDERS, owner, openedAt, (i) => {
    const holderId = keys.derive('hld_', sold._id, String(i)) as HolderId;
    return { holderId, number: holderNumberOf(keys.digits(7, 'holder', holderId, '0')) };
  });
  const request = { key: 'activate.seed', hash: 'seed' };
  const opened = openedPass(sold, DEFAULTS.passKinds, { owner, holders, request, at: openedAt });
  const [staff, stores] = [await clerk(engine), (await engine.find('stores', {})) as unknown as StoreDoc[]];
  const pass = VISITS.reduce(
    (before, visit) => visit[4].reduce((one, i) => used(one, i, visit, { staff, stores, now, keys }), before),
    opened,
  );
  // What its writes would have put down is in the books already.
  await load(
    engine,
    'ledger',
    pass.ob.flatMap((entry) => (entry.to === 'ledger' ? [ofThePast(entry.d)] : [])),
  );
  await load(engine, 'passBatches', [batch]);
  await load(engine, 'passes', [{ ...pass, ob: [] }]);
}

const clerk = async (engine: Seeding['engine']): Promise<StaffDoc> => {
  const [staff] = await engine.find('staff', { filter: { openid: 'o-manager' }, limit: 1 });
  return staff as unknown as StaffDoc;
};

const hourOf = (now: number, daysAgo: number, hour: number): number =>
  startOfParkDay(addParkDays(parkDayOf(now), -daysAgo)) + hour * HOUR_MS;

/** A pass after one of its holders has used a benefit, decided by the rule itself. */
function used(
  pass: PassDoc,
  i: number,
  [days, hour, storeId, benefitId]: (typeof VISITS)[number],
  { staff, stores, now, keys }: { staff: StaffDoc; stores: StoreDoc[] } & Pick<Seeding, 'now' | 'keys'>,
): PassDoc {
  const holder = pass.holders[i];
  if (!holder) throw new Error(`the demo pass has no holder ${i}`);
  const key = `seed:${days}:${benefitId}:${i}`;
  const command = {
    request: { key, hash: 'seed' },
    redemptionId: keys.derive('red_', pass._id, key) as RedemptionId,
    storeId: storeId as StoreId,
    benefitId,
    uses: 1,
    ownCoupon: false,
    typed: false,
    offline: false,
    at: hourOf(now, days, hour) + i * 60_000,
  };
  const decision = decidePassUse(pass, holder, staff, command, DEFAULTS.benefits.rows, stores);
  if ('refusal' in decision) throw new Error(`the demo pass refuses ${key}: ${JSON.stringify(decision)}`);
  const { use, used: counters, row, termIndex } = decision.redemption;
  return {
    ...pass,
    used: counters,
    uses: [...pass.uses, use],
    terms: pass.terms.map((term, at) =>
      at === termIndex ? { ...term, saved: (term.saved + use.saved) as typeof term.saved } : term,
    ),
    ob: [...pass.ob, { id: row._id, to: 'ledger', at: row.at, d: row }],
  };
}
