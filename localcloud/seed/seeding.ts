import { NO_SCOPES } from '../../cloudfunctions/domain/member/consent.ts';
import { type MemberDoc, NEW_ACCOUNT } from '../../cloudfunctions/domain/member/member.ts';
import type { Rows } from '../../cloudfunctions/domain/rows.ts';
import type { Keys } from '../../cloudfunctions/platform/keys.ts';
import type { Doc, Engine } from '../types.ts';

/** What every part of a seed works with. */
export interface Seeding {
  engine: Engine;
  now: number;
  keys: Keys;
}

/** Loads rows of a product collection, typed by the product's own declaration. */
export const load = <Name extends keyof Rows>(engine: Engine, collection: Name, rows: Iterable<Rows[Name]>) =>
  engine.bulkLoad(collection, rows as unknown as Iterable<Doc>);

/** A member who joined at `joinedAt` and has done nothing yet. */
export const seededMember = (
  over: Pick<MemberDoc, '_id' | 'openid' | 'nickname' | 'joinedAt'> & Partial<MemberDoc>,
): MemberDoc => ({
  rev: 0,
  avatarFileId: null,
  channel: null,
  inviter: null,
  joinedBy: { key: 'seed', hash: 'seed' },
  consent: { version: '1', at: over.joinedAt, scopes: NO_SCOPES },
  firstJoinedAt: over.joinedAt,
  ...NEW_ACCOUNT,
  ...over,
});
