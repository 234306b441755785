import type { Guess } from '../../../shared-types/contract/lottery';
import { lineOf } from '../../../shared-types/draw/rules';
import type { Instant, RoundId } from '../../../shared-types/ids';
import type { RoundDoc } from '../../domain/lottery/round';
import { _, type Db } from '../../platform/db';

/** No call lives longer: what was asked for earlier than this before closing is written before it. */
const LONGEST_CALL_MS = 60_000;

/** Whether a guess of this instant can reach the database after the closing job has been there. */
export const mayBeLate = ({ spec }: RoundDoc, now: Instant): boolean =>
  now >= spec.closesAt - LONGEST_CALL_MS;

/**
 * Whether a guess is in the copy that closing makes; one that came too late for it is taken back with its mark, so that
 * its repeat is not told that it counts. Asked after the entry was written: if closing has not begun by then, it will
 * find the entry; and of a void round there is no copy to be in.
 *
 * @throws while the copy is being made: the phone repeats.
 */
export async function isCounted(
  db: Db,
  { roundId, entryId, answer, key }: { roundId: RoundId; entryId: string; answer: Guess; key: string },
): Promise<boolean> {
  const round = await db.get('rounds', roundId);
  if (!round || round.closingAt === null || round.status === 'void') return true;
  if (!round.closed) throw new Error('the round is closing just now');
  const entry = await db.get('entries', entryId);
  if (!entry) return false;
  const { entryNo, ticketHash } = entry;
  const [page] = await db.find(
    'entryPages',
    { roundId, last: _.gte(entryNo), k: _.lt(round.closed.pages) },
    { order: [['last', 'asc']], limit: 1 },
  );
  const line = page?.lines.find((one) => one.startsWith(`${entryNo}|${ticketHash}|`));
  if (line === lineOf(entry)) return true;
  const asItStands = { _id: entryId, rev: entry.rev };
  if (line === undefined) {
    await db.remove('entries', asItStands);
    return false;
  }
  const counted = line.split('|')[2];
  // A repeat of the guess that counts, which a later one was written over.
  const isThis = counted === answer;
  await db.update('entries', asItStands, {
    rev: _.inc(1),
    answer: counted,
    ...(isThis ? {} : { rids: _.pull(key), 'rq.last': _.pull({ key }) }),
  });
  return isThis;
}
