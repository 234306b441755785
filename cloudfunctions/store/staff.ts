import { _, type Db } from '../platform/db';

/** Names of staff by the ids of their rows; somebody who is gone is 已离职. */
export async function namesOf(db: Db, ids: string[]): Promise<(id: string) => string> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return () => '';
  const rows = await db.find('staff', { _id: _.in(wanted) }, { fields: ['name'] });
  const names = new Map<string, string>(rows.map(({ _id, name }) => [_id, name]));
  return (id) => names.get(id) ?? '已离职';
}
