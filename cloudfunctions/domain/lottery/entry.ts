import type { Guess, MyEntry } from '../../../shared-types/contract/lottery';
import type { Instant, MemberId, RoundId } from '../../../shared-types/ids';
import { sha256Hex } from '../../../shared-types/sha256';
import { EMPTY_RING, type RequestMark, type Ring, ringWith } from '../request';

/** One member's guess in one round; it may be changed until the round closes. */
export interface EntryDoc {
  /** Derived from round and member, so that nobody has two. */
  _id: string;
  rev: number;
  roundId: RoundId;
  memberId: MemberId;
  /** Unique, and sorts by when it was made; says nothing of how many there are. */
  entryNo: string;
  pseudonym: string;
  /** Random, and known to its owner only. */
  salt: string;
  ticketHash: string;
  answer: Guess;
  at: Instant;
  /** Requests that made or changed it; their answer is always the same. */
  rq: Ring;
  /** The own id and the keys in `rq`, unique over all entries. */
  rids: string[];
}

/** What a new entry is made of, drawn at the edge. */
export interface NewEntry
  extends Pick<EntryDoc, '_id' | 'roundId' | 'memberId' | 'entryNo' | 'pseudonym' | 'salt'> {
  answer: Guess;
  at: Instant;
}

export const ticketHashOf = (roundId: RoundId, pseudonym: string, salt: string): string =>
  sha256Hex(`${roundId}|${pseudonym}|${salt}`);

export function newEntry(fields: NewEntry, request: RequestMark): EntryDoc {
  const { roundId, pseudonym, salt } = fields;
  const blank = { ...fields, rev: 0, ticketHash: ticketHashOf(roundId, pseudonym, salt) };
  return { ...blank, ...marked(EMPTY_RING, fields._id, request) };
}

/** The entry with another answer. Who has left and joined anew takes the place up again. */
export const changedEntry = (
  entry: EntryDoc,
  by: Pick<EntryDoc, 'memberId' | 'answer'>,
  request: RequestMark,
): EntryDoc => ({
  ...entry,
  ...by,
  ...marked(entry.rq, entry._id, request),
});

function marked(ring: Ring, id: string, request: RequestMark): Pick<EntryDoc, 'rq' | 'rids'> {
  const rq = ringWith(ring, request, null);
  return { rq, rids: [id, ...rq.last.map(({ key }) => key)] };
}

export const myEntry = ({
  roundId,
  entryNo,
  answer,
  ticketHash,
  pseudonym,
  salt,
  at,
}: EntryDoc): MyEntry => ({
  roundId,
  entryNo,
  answer,
  ticketHash,
  pseudonym,
  salt,
  at,
});

/** Entries in a row as they stood at closing. What is in these pages is what counts. */
export interface EntryPage {
  _id: string;
  roundId: RoundId;
  k: number;
  /** The greatest entryNo in it. */
  last: string;
  /** `entryNo|ticketHash|answer`, by entryNo. */
  lines: string[];
  /** Roots of its subtrees of 128 lines, hex. */
  roots: string[];
  /** How many entries gave which answer. */
  counts: Partial<Record<Guess, number>>;
}
