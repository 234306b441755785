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
import { type CounterRow, newestRows, waitingRows } from '../../store/redemptions';
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
  const to = day ? startOfParkDay(day) + DAY_MS : Number.MAX_SAFE_INTEGER;
  const waiting = await waitingRows(db);
  const window = { storeIds: storeId ? [storeId] : mine, types: ['redemption'] as const, from, to };
  const uses = (await newestRows(db, waiting, window, PAGE + 1, before)) as RedemptionRow[];
  const items = await viewsOf(db, uses.slice(0, PAGE), waiting, stores);
  const last = uses.length > PAGE ? uses[PAGE - 1] : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.at, last._id) } : {}) });
}

async function viewsOf(
  db: Db,
  uses: RedemptionRow[],
  waiting: CounterRow[],
  stores: StoreDoc[],
): Promise<RedemptionView[]> {
  if (uses.length === 0) return [];
  const written = await db.find('ledger', { _id: _.in(uses.map(({ _id }) => `und_${_id}`)) });
  const undos = [...written, ...waiting].filter((row): row is UndoRow => row.type === 'undo');
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
