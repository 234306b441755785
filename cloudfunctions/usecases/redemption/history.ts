import type { RedemptionView } from '../../../shared-types/contract/staff';
import type { ParkDay, StoreId } from '../../../shared-types/ids';
import { DAY_MS, startOfParkDay } from '../../../shared-types/park-day';
import type { RedemptionRow, UndoRow } from '../../domain/coupon/ledger';
import { readCursor, writeCursor } from '../../domain/cursor';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, COUNTER_ROLES, type StoreDoc, storeView, worksIn } from '../../domain/staff/staff';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';
import { holderNames } from '../../store/passes';
import { counterRows } from '../../store/redemptions';
import { namesOf } from '../../store/staff';

const PAGE = 20;
interface Input {
  storeId?: StoreId | undefined;
  day?: ParkDay | undefined;
  cursor?: string | undefined;
}

/** Write-offs of my stores, newest first. */
export async function history(
  input: Input,
  ctx: Ctx,
): Promise<Result<{ items: RedemptionView[]; cursor?: string }>> {
  const { db, keys, openid, now } = ctx;
  const before = readCursor(input.cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const [staff, stores] = await Promise.all([db.get('staff', keys.staffId(openid)), allStores(db, now)]);
  if (!actsAs(staff, COUNTER_ROLES)) return refuse('not_allowed');
  const { storeId, day } = input;
  if (storeId && !worksIn(staff, storeId)) return refuse('store_not_allowed');

  const mine = stores.map(({ _id }) => _id).filter((id) => worksIn(staff, id));
  const from = day ? startOfParkDay(day) : 0;
  const end = day ? startOfParkDay(day) + DAY_MS : Number.MAX_SAFE_INTEGER;
  const to = before ? Math.min(end, before.at + 1) : end;
  // Undo rows share the page with the uses they take back, so twice as many rows are read.
  const rows = await counterRows(db, { storeIds: storeId ? [storeId] : mine, from, to }, 2 * PAGE + 20);
  const uses = rows.filter(
    (row): row is RedemptionRow =>
      row.type === 'redemption' && (!before || row.at < before.at || row._id < before.id),
  );
  const items = await viewsOf(db, uses.slice(0, PAGE), rows, stores);
  const last = uses.length > PAGE ? uses[PAGE - 1] : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.at, last._id) } : {}) });
}

async function viewsOf(
  db: Db,
  uses: RedemptionRow[],
  near: Array<RedemptionRow | UndoRow>,
  stores: StoreDoc[],
): Promise<RedemptionView[]> {
  if (uses.length === 0) return [];
  const written = await db.find('ledger', { _id: _.in(uses.map(({ _id }) => `und_${_id}`)) });
  const undos = [...written, ...near].filter((row): row is UndoRow => row.type === 'undo');
  const [nameOf, holderOf] = await Promise.all([
    namesOf(
      db,
      [...uses, ...undos].map(({ by }) => by),
    ),
    holderNames(
      db,
      uses.flatMap(({ pass }) => pass?.passId ?? []),
    ),
  ]);
  return uses.map((use) => {
    const undo = undos.find(({ redemptionId }) => redemptionId === use._id);
    return {
      redemptionId: use._id,
      offerId: use.offerId,
      couponId: use.couponId,
      ...(use.pass ? { pass: { ...use.pass, holder: holderOf(use.pass.holderId) } } : {}),
      title: use.title,
      store: storeView(use.storeId, stores),
      clerk: nameOf(use.by),
      at: use.at,
      uses: use.uses,
      typed: use.typed,
      offline: use.offline,
      ...(use.off === null ? {} : { off: use.off }),
      ...(undo ? { undone: { at: undo.at, clerk: nameOf(undo.by), reason: undo.reason } } : {}),
    };
  });
}
