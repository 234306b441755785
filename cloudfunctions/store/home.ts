import type { Instant, MemberId } from '../../shared-types/ids';
import { DAY_MS } from '../../shared-types/park-day';
import type { Guessed, Won } from '../domain/lottery/news';
import type { MemberDoc } from '../domain/member/member';
import type { Db } from '../platform/db';

/** Rounds may be open for a while and wait nine days for their weather; older guesses bring no news. */
const NEWS_MS = 30 * DAY_MS;

interface AtHome {
  member: MemberDoc | null;
  /** What was won and is still to be claimed, and what was won lately. */
  wins: Won[];
  guesses: Guessed[];
}

/** A member with what the weather lottery has to say to them, in one request: a home has four in all. */
export async function memberAtHome(db: Db, memberId: MemberId, now: Instant): Promise<AtHome> {
  const since = now - NEWS_MS;
  const [row] = await db.aggregate<MemberDoc & { wins: Won[]; guesses: Guessed[] }>('members', [
    ['match', { _id: memberId }],
    ['lookup', { from: 'wins', pipeline: winsOf(memberId, since), as: 'wins' }],
    ['lookup', { from: 'entries', pipeline: guessesOf(memberId, since), as: 'guesses' }],
  ]);
  if (!row || row.erasedAt !== null) return { member: null, wins: [], guesses: [] };
  const { wins, guesses, ...member } = row;
  return { member, wins, guesses };
}

const winsOf = (memberId: MemberId, since: Instant): object[] => [
  { $match: { memberId, $or: [{ status: 'to_claim' }, { at: { $gt: since } }] } },
  { $limit: 50 },
  { $project: { roundId: 1, name: 1, status: 1, claimUntil: 1, at: 1 } },
];

const guessesOf = (memberId: MemberId, since: Instant): object[] => [
  { $match: { memberId, at: { $gt: since } } },
  { $sort: { at: -1 } },
  { $limit: 20 },
  { $lookup: { from: 'rounds', localField: 'roundId', foreignField: '_id', as: 'round' } },
  {
    $project: {
      roundId: 1,
      answer: 1,
      'round.spec.day': 1,
      'round.settled.answer': 1,
      'round.drawn.at': 1,
      'round.drawn.candidates': 1,
      'round.drawn.winners': 1,
    },
  },
];
