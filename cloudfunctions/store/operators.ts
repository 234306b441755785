import type { StaffId } from '../../shared-types/ids';
import { _, type Db } from '../platform/db';
import { addOnce } from './add-missing';

const ROSTER = 'operators';

/**
 * The active operators, in one document: that one of them stays is a rule over many staff rows, and only a single
 * conditional write can keep it when two operators dismiss each other at once.
 */
async function roster(db: Db): Promise<StaffId[]> {
  const row = await db.get('config', ROSTER);
  if (row) return (row.value as { active: StaffId[] }).active;
  const staff = await db.find('staff', { role: 'operator', active: true }, { fields: ['role'] });
  const active = staff.map(({ _id }) => _id);
  await addOnce(db, 'config', { _id: ROSTER, value: { active }, version: 1 });
  return active;
}

/** Takes an operator off the roster before the row says so; false if nobody else would be left. Safe to repeat. */
export async function leaveOperators(db: Db, id: StaffId): Promise<boolean> {
  if (!(await roster(db)).includes(id)) return true;
  const others = { _id: ROSTER, 'value.active': id, 'value.active.1': _.exists(true) };
  if ((await db.update('config', others, { 'value.active': _.pull(id) })) === 1) return true;
  return !(await roster(db)).includes(id);
}

/** Puts an operator on the roster, after the row says so. */
export async function joinOperators(db: Db, id: StaffId): Promise<void> {
  await roster(db);
  await db.update('config', { _id: ROSTER }, { 'value.active': _.addToSet(id) });
}
