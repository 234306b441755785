import type { SavingView } from '../../../shared-types/contract/pass';
import type { Fen, PassId } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import type { PassRedemptionRow } from '../../domain/coupon/ledger';
import { readCursor, writeCursor } from '../../domain/cursor';
import type { LedgerRow } from '../../domain/ledger';
import type { PassDoc } from '../../domain/pass/pass';
import { termOn } from '../../domain/pass/terms';
import { mayShow } from '../../domain/pass/view';
import { done, type Result, refuse } from '../../domain/result';
import { type StoreDoc, storeView } from '../../domain/staff/staff';
import { _, type Db, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';

const PAGE = 20;

/** What a pass has saved, row by row, newest first; rows still in its outbox count as written. */
export async function passSavings(
  input: { passId: PassId; cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: SavingView[]; total: Fen; cursor?: string }>> {
  const after = readCursor(input.cursor);
  if (after === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const me = keys.memberId(openid);
  const [pass, stores] = await Promise.all([db.get('passes', input.passId), allStores(db, now)]);
  if (!pass?.people.includes(me)) return refuse('not_found');
  const written = await ledgerUses(db, pass, after);
  const waiting = pass.ob.flatMap((entry) =>
    entry.to === 'ledger' && isUse(entry.d, pass) ? [entry.d] : [],
  );
  const isAfter = (row: PassRedemptionRow) =>
    !after || row.at < after.at || (row.at === after.at && row._id < after.id);
  const known = new Map([...written, ...waiting].map((row) => [row._id, row]));
  const rows = [...known.values()].filter(isAfter).sort((a, b) => b.at - a.at || (a._id < b._id ? 1 : -1));
  const shown = rows.slice(0, PAGE);
  const undone = await undoneOf(db, pass, shown);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return done({
    items: shown
      .filter(({ pass: { holderId } }) => isSeenBy(pass, holderId, me))
      .map((row) => savingView(row, pass, stores, undone)),
    total: termOn(pass, parkDayOf(now)).term.saved,
    ...(last ? { cursor: writeCursor(last.at, last._id) } : {}),
  });
}

/** A bound adult sees the own uses and the children's, as with the codes. */
function isSeenBy(pass: PassDoc, holderId: string, me: PassDoc['people'][number]): boolean {
  const holder = pass.holders.find((one) => one.holderId === holderId);
  return holder !== undefined && mayShow(pass, holder, me);
}

/** By the index on members: whose visits the uses were. One row more than a page. */
async function ledgerUses(
  db: Db,
  pass: PassDoc,
  after: { at: number; id: string } | null,
): Promise<PassRedemptionRow[]> {
  const filter = _.and([
    { memberId: _.in(pass.people), type: 'redemption', 'pass.passId': pass._id },
    ...(after ? [_.or([{ at: _.lt(after.at) }, { at: after.at, _id: _.lt(after.id) }])] : []),
  ]);
  const order: Array<[string, 'desc']> = [
    ['at', 'desc'],
    ['_id', 'desc'],
  ];
  const rows = await db.find('ledger', filter as unknown as Filter, { order, limit: PAGE + 1 });
  return rows.filter((row) => isUse(row, pass)) as PassRedemptionRow[];
}

const isUse = <Row extends LedgerRow>(row: Row, pass: PassDoc): row is Row & PassRedemptionRow =>
  row.type === 'redemption' && row.pass?.passId === pass._id;

async function undoneOf(db: Db, pass: PassDoc, rows: PassRedemptionRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const written = await db.find(
    'ledger',
    { _id: _.in(rows.map(({ _id }) => `und_${_id}`)) },
    { fields: ['redemptionId', 'type'] },
  );
  const waiting = pass.uses.filter(({ undone }) => undone).map(({ redemptionId }) => redemptionId);
  return new Set([...written.flatMap((row) => (row.type === 'undo' ? [row.redemptionId] : [])), ...waiting]);
}

function savingView(
  row: PassRedemptionRow,
  pass: PassDoc,
  stores: StoreDoc[],
  undone: Set<string>,
): SavingView {
  const { holderId, benefitId } = row.pass;
  return {
    at: row.at,
    benefitId,
    title: row.title,
    holder: pass.holders.find((holder) => holder.holderId === holderId)?.name ?? '',
    store: storeView(row.storeId, stores),
    uses: row.uses,
    saved: row.saved,
    undone: undone.has(row._id),
  };
}
