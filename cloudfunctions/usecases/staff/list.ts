import type { StaffRowView, StoreRowView } from '../../../shared-types/contract/admin-reads';
import { done, type Result, refuse } from '../../domain/result';
import { maySaveStaff } from '../../domain/staff/roles';
import { actsAs, type StaffDoc, storeViews } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { namesOf } from '../../store/staff';

/** Who works here: everybody for operators and analysts; for managers the clerks they may change, and themselves. */
export async function listStaff(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: StaffRowView[] }>> {
  const [me, rows, stores] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('staff', {}),
    db.find('stores', {}),
  ]);
  if (!actsAs(me, ['operator', 'manager', 'analyst'])) return refuse('not_allowed');
  const shown = rows.filter(
    (row) => me.role !== 'manager' || row._id === me._id || maySaveStaff(me, row, row),
  );
  const nameOf = await namesOf(db, shown.flatMap(lastOf));
  const items = shown.map(
    (row): StaffRowView => ({
      staffId: row._id,
      ...(maySaveStaff(me, row, row) ? { openid: row.openid } : {}),
      name: row.name,
      role: row.role,
      stores: row.stores === 'all' ? 'all' : storeViews(row.stores, stores),
      active: row.active,
      me: row._id === me._id,
      ...changeOf(row, nameOf),
    }),
  );
  return done({ items: items.sort((a, b) => a.name.localeCompare(b.name, 'zh')) });
}

/** Every counter of the park, by id. */
export async function listStores(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: StoreRowView[] }>> {
  const [me, stores] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('stores', {}, { order: [['_id', 'asc']] }),
  ]);
  if (!actsAs(me, ['operator', 'manager', 'analyst'])) return refuse('not_allowed');
  const nameOf = await namesOf(db, stores.flatMap(lastOf));
  const items = stores.map((store) => ({
    storeId: store._id,
    name: store.name,
    ...changeOf(store, nameOf),
  }));
  return done({ items });
}

type Logged = Pick<StaffDoc, 'log'>;
const lastOf = ({ log }: Logged): string[] => log.slice(-1).map(({ by }) => by);
const changeOf = ({ log }: Logged, nameOf: (id: string) => string) => {
  const last = log.at(-1);
  return last ? { changed: { at: last.at, by: nameOf(last.by) } } : {};
};
