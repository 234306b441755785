import type { Audience } from '../../shared-types/contract/admin';
import type { Db } from '../platform/db';

/** Names `audience` where it is a segment that is not there: nobody would be in it. A request only for a segment. */
export const missingAudience = async (
  db: Db,
  { audience }: { audience?: Audience | undefined },
): Promise<string[]> =>
  audience?.segmentId === undefined || (await db.get('segments', audience.segmentId)) ? [] : ['audience'];
