import type { HolderId, PassId } from '../../shared-types/ids';
import { maskedName } from '../domain/member/member';
import { _, type Db } from '../platform/db';

/** Masked names of the holders of some passes. No request for no pass. */
export async function holderNames(db: Db, passIds: PassId[]): Promise<(id: HolderId) => string> {
  if (passIds.length === 0) return () => '';
  const passes = await db.find('passes', { _id: _.in([...new Set(passIds)]) }, { fields: ['holders'] });
  const holders = passes.flatMap((pass) => pass.holders);
  const names = new Map<string, string>(holders.map(({ holderId, name }) => [holderId, name]));
  return (id) => maskedName(names.get(id) ?? null);
}
