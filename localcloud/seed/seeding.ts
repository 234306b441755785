import type { Booked, LedgerRow } from '../../cloudfunctions/domain/ledger.ts';
import { NO_SCOPES } from '../../cloudfunctions/domain/member/consent.ts';
import { type MemberDoc, NEW_ACCOUNT } from '../../cloudfunctions/domain/member/member.ts';
import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import { shardCount } from '../../cloudfunctions/domain/offer/stock.ts';
import type { Rows } from '../../cloudfunctions/domain/rows.ts';
import type { Keys } from '../../cloudfunctions/platform/keys.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { OfferId } from '../../shared-types/ids.ts';
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

/** A ledger row of the demo park's history: written when it happened. */
export const ofThePast = <Row extends LedgerRow>(row: Row): Booked<Row> => ({ ...row, knownAt: row.at });

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

/** Makes an appointment of the jobs, as the product's own `appoint` does. */
export async function keepAppointment(
  engine: Engine,
  id: string,
  appointment: { job: string; at: number; subject: string },
): Promise<void> {
  const [plan] = await engine.find('jobs', { filter: { _id: 'plan' }, limit: 1 });
  if (!plan) await load(engine, 'jobs', [{ _id: 'plan', daily: {}, appointments: {} }]);
  await engine.update('jobs', {
    filter: { _id: 'plan' },
    update: { $set: { [`appointments.${id}`]: { ...appointment, cursor: null } } },
    multi: false,
  });
}

type SeededBy = Pick<Seeding, 'now' | 'keys'>;
/** How something the demo park has set up looks once it is published; its mark is its own id, as marks are unique. */
export const publishedAs = <Id extends string, Spec>(_id: Id, spec: Spec, { now, keys }: SeededBy) => ({
  _id,
  rev: 0,
  status: 'published' as const,
  spec,
  savedBy: { key: _id, hash: 'seed' },
  rq: [{ key: _id, hash: 'seed', answer: null }],
  log: [{ at: now, by: keys.staffId('o-operator'), what: 'published' as const, to: spec }],
});
/** An offer of the demo park. */
export const publishedOffer = (id: OfferId, spec: OfferDraft, by: SeededBy): OfferDoc => ({
  ...publishedAs(id, spec, by),
  raises: [],
  shards: shardCount(spec.stock, spec.stockPerDay),
});
