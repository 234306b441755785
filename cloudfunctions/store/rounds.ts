import type { Instant, MemberId, RoundId, WinId } from '../../shared-types/ids';
import { sha256Hex } from '../../shared-types/sha256';
import { pageId } from '../domain/lottery/copy';
import type { EntryDoc, EntryPage } from '../domain/lottery/entry';
import { couponPrizes, type RoundDoc } from '../domain/lottery/round';
import type { MemberDoc } from '../domain/member/member';
import { _, type Db, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';
import { addMissing } from './add-missing';
import { release, reservationOf } from './reservation';

/** The appointment at which a round is looked after: its closing, its weather, its draw, the end of its claims. */
export const roundAppointment = (roundId: RoundId): string => `lottery_${roundId}`;
export const ROUND_JOB = 'tendRound';

/** The appointment at which people are told of a draw. */
export const tellAppointment = (roundId: RoundId): string => `lottery_tell_${roundId}`;
export const TELL_JOB = 'tellRound';

/** A member has one entry in a round: its id says so. */
export const entryIdOf = (keys: Keys, roundId: RoundId, memberId: MemberId): string =>
  keys.derive('ent_', roundId, memberId);

/** The nth prize that a round gives, alternates included. */
export const winIdOf = (keys: Keys, roundId: RoundId, n: number): WinId =>
  keys.derive('win_', roundId, String(n)) as WinId;

export interface Guesser {
  member: MemberDoc | null;
  entry: EntryDoc | null;
}

/** A member and their entry, in one request: a guess has three, and two are for the round and the write. */
export async function guesserOf(db: Db, memberId: MemberId, entryId: string): Promise<Guesser> {
  const [row] = await db.aggregate<MemberDoc & { entries: EntryDoc[] }>('members', [
    ['match', { _id: memberId }],
    ['lookup', { from: 'entries', pipeline: [{ $match: { _id: entryId } }], as: 'entries' }],
  ]);
  if (!row) return { member: null, entry: null };
  const { entries, ...member } = row;
  return { member: member.erasedAt === null ? member : null, entry: entries[0] ?? null };
}

/** Writes an entry's new answer down, if nobody has changed it since. */
export const writeEntry = (db: Db, before: EntryDoc, after: EntryDoc): Promise<number> =>
  db.update(
    'entries',
    { _id: before._id, rev: before.rev },
    {
      rev: _.inc(1),
      memberId: after.memberId,
      answer: after.answer,
      rq: _.set(after.rq),
      rids: _.set(after.rids),
    },
  );

/** What a job changes of a round, if nobody has since it was read: 1, or 0. */
export const writeRound = (
  db: Db,
  { _id, rev }: Pick<RoundDoc, '_id' | 'rev'>,
  fields: Partial<RoundDoc>,
): Promise<number> =>
  db.update(
    'rounds',
    { _id, rev },
    {
      rev: _.inc(1),
      ...Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          value !== null && typeof value === 'object' ? _.set(value) : value,
        ]),
      ),
    },
  );

/** Keeps a raw answer, once. */
export const keepEvidence = (
  db: Db,
  keys: Keys,
  roundId: RoundId,
  source: string,
  raw: string,
  at: Instant,
): Promise<void> => {
  const rawHash = sha256Hex(raw);
  const _id = keys.derive('evd_', roundId, source, rawHash);
  return addMissing(db, 'evidence', [{ _id, roundId, source, raw, rawHash, at }]);
};

/** The pages of a round's copy without their lines, by number; `pages`: only so many, as the round has published them. */
export async function pageSummaries(
  db: Db,
  roundId: RoundId,
  pages = Number.MAX_SAFE_INTEGER,
): Promise<EntryPage[]> {
  const all: EntryPage[] = [];
  for (let after = ''; ; ) {
    const some = await db.find(
      'entryPages',
      { roundId, last: _.gt(after) },
      { order: [['last', 'asc']], limit: MAX_ROWS, fields: ['k', 'last', 'roots', 'counts'] },
    );
    all.push(...some);
    const last = some.at(-1);
    if (some.length < MAX_ROWS || !last) return all.filter(({ k }) => k < pages);
    after = last.last;
  }
}

/** Whole pages by number, some 100 KB each. */
export const pagesByNumber = (db: Db, roundId: RoundId, numbers: number[]): Promise<EntryPage[]> =>
  db.find(
    'entryPages',
    { roundId, _id: _.in(numbers.map((k) => pageId(roundId, k))) },
    { order: [['last', 'asc']] },
  );

/** What is reserved for a round and will not be won goes back to where anybody can claim it. Safe to repeat. */
export async function releasePrizes(db: Db, { _id, spec }: RoundDoc, at: Instant): Promise<void> {
  const units = couponPrizes(spec);
  if (units.size === 0) return;
  for (const offer of await db.find('offers', { _id: _.in([...units.keys()]) }))
    await release(db, reservationOf(offer._id, _id, units.get(offer._id) ?? 0), offer, at);
}
