import type { Guess } from '../../../shared-types/contract/lottery';
import type { RoundId } from '../../../shared-types/ids';
import { changedEntry, type EntryDoc, newEntry } from '../../domain/lottery/entry';
import { guessesOf, type RoundDoc, roundStatus } from '../../domain/lottery/round';
import { isEligible } from '../../domain/offer/audience';
import { judgeRing, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { type Db, isDuplicate } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { random } from '../../platform/random';
import { type Attempt, commit } from '../../store/commit';
import { factsFor } from '../../store/facts';
import { entryIdOf, type Guesser, guesserOf, writeEntry } from '../../store/rounds';
import { isCounted, mayBeLate } from './late';

type Ticket = { entryNo: string; ticketHash: string };
interface Input {
  roundId: RoundId;
  answer: Guess;
}

/** A guess, or another answer to it: one conditional write on the member's one entry in that round. */
export async function guess(input: Input, ctx: Ctx): Promise<Result<Ticket>> {
  const { db, keys, openid, now } = ctx;
  const { roundId } = input;
  const memberId = keys.memberId(openid);
  const entryId = entryIdOf(keys, roundId, memberId);
  const request = { key: `${memberId}:${ctx.request.id}`, hash: ctx.request.hash };
  // The unique index said that something was there before: this entry, or another of the same request.
  let clash = false;
  let round: RoundDoc | null = null;
  const made = await commit(async (): Promise<Attempt<EntryDoc, string>> => {
    const [found, who] = await Promise.all([db.get('rounds', roundId), guesserOf(db, memberId, entryId)]);
    round = found;
    const earlier = earlierEntry(who.entry, request);
    if (earlier) return { answer: earlier };
    if (clash && (await usedElsewhere(db, request))) return { answer: refuse('request_id_reused') };
    const refusal = await whyNot(ctx, input, found, who);
    if (refusal)
      return { answer: (await usedElsewhere(db, request)) ? refuse('request_id_reused') : refusal };
    const { entry } = who;
    const next = entry
      ? changedEntry(entry, { memberId, answer: input.answer }, request)
      : newEntry({ ...input, ...namesOf(ctx, entryId), _id: entryId, memberId, at: now }, request);
    const write = async () => {
      try {
        if (entry) return await writeEntry(db, entry, next);
        await db.add('entries', [next]);
        return 1;
      } catch (error) {
        clash = isDuplicate(error);
        throw error;
      }
    };
    return { write, value: next };
  });
  if (!made.ok) return made;
  const entry = made.value;
  const { answer } = input;
  const { key } = request;
  if (round && mayBeLate(round, now) && !(await isCounted(db, { roundId, entryId, answer, key })))
    return refuse('round_not_open');
  return done({ entryNo: entry.entryNo, ticketHash: entry.ticketHash });
}

/** What this request was answered before, by the entry it made or changed. */
function earlierEntry(entry: EntryDoc | null, request: RequestMark): Result<EntryDoc> | null {
  if (!entry) return null;
  const verdict = judgeRing(entry.rq, request);
  switch (verdict.is) {
    case 'first':
      return null;
    case 'repeat':
      return done(entry);
    case 'reused':
      return refuse('request_id_reused');
    case 'expired':
      return refuse('request_expired');
  }
}

const usedElsewhere = async (db: Db, { key }: RequestMark): Promise<boolean> =>
  (await db.find('entries', { rids: key }, { limit: 1, fields: ['rev'] })).length > 0;

async function whyNot(
  { db, now }: Ctx,
  { answer }: Input,
  round: RoundDoc | null,
  { member }: Guesser,
): Promise<Result<never> | null> {
  if (!member) return refuse('member_required');
  const status = round && roundStatus(round, now);
  if (!round || !status) return refuse('not_found');
  const { opensAt, closesAt, question } = round.spec;
  if (status !== 'open') return refuse('round_not_open', { status, opensAt, closesAt });
  const { audience } = round.spec;
  if (!isEligible(audience, await factsFor(db, now, member, [audience]))) return refuse('not_eligible');
  return guessesOf(question).includes(answer) ? null : refuse('invalid_input', { fields: ['answer'] });
}

/** Names of a new entry: the time it was made, and letters that nobody can choose. */
const namesOf = ({ keys, now }: Ctx, entryId: string) => ({
  entryNo: timeName(now) + keys.name(12, 'entryNo', entryId).toUpperCase(),
  pseudonym: keys.name(20, 'pseudonym', entryId),
  salt: random.token(),
});

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Ten letters that sort as the instant does, as in a ULID. */
function timeName(at: number): string {
  let out = '';
  for (let rest = at, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) out = ALPHABET[rest % 32] + out;
  return out;
}
