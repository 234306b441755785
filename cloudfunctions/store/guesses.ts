import type { Instant, PassId } from '../../shared-types/ids';
import {
  afterWrongByPerson,
  afterWrongOnNumber,
  closedForPerson,
  closedNumber,
  type GuessDoc,
} from '../domain/pass/guesses';
import { _, type Db } from '../platform/db';
import type { Keys } from '../platform/keys';
import { addOnce } from './add-missing';
import { type Attempt, commit } from './commit';

/** The rows that tell who guesses: of a person, and of the number tried. */
export const guessIds = (keys: Keys, openid: string, passId: PassId) => ({
  person: keys.derive('gsp_', openid),
  number: keys.derive('gsn_', passId),
});

/** Until when trying is closed, or null; two requests in one round. */
export async function triesClosedUntil(
  db: Db,
  ids: ReturnType<typeof guessIds>,
  passId: PassId,
  now: Instant,
): Promise<Instant | null> {
  const [person, number] = await Promise.all([db.get('guesses', ids.person), db.get('guesses', ids.number)]);
  return closedForPerson(person, passId, now) ?? closedNumber(number, now);
}

/**
 * Counts a wrong code, for the person and then for the number. Each by a conditional write, so that a burst of guesses
 * counts one by one: those that come after the closing ones are told so (an instant), the others null.
 */
export async function countWrongCode(
  db: Db,
  ids: ReturnType<typeof guessIds>,
  passId: PassId,
  now: Instant,
): Promise<Instant | null> {
  const closed = await count(db, ids.person, {
    closedUntil: (doc) => closedForPerson(doc, passId, now),
    after: (doc) => afterWrongByPerson(doc, passId, now),
  });
  if (closed !== null) return closed;
  return count(db, ids.number, {
    closedUntil: (doc) => closedNumber(doc, now),
    after: (doc) => afterWrongOnNumber(doc, now),
  });
}

interface Rule {
  closedUntil(doc: GuessDoc | null): Instant | null;
  after(doc: GuessDoc | null): Pick<GuessDoc, 'wrong' | 'closed'>;
}

/** A lost answer may count one guess twice: on the safe side, and nobody is told a wrong thing. */
async function count(db: Db, _id: string, rule: Rule): Promise<Instant | null> {
  const counted = await commit(async (): Promise<Attempt<Instant | null, never>> => {
    const doc = await db.get('guesses', _id);
    const until = rule.closedUntil(doc);
    if (until !== null) return { answer: { ok: true, value: until } };
    const { wrong, closed } = rule.after(doc);
    const write = () =>
      doc
        ? db.update(
            'guesses',
            { _id, rev: doc.rev },
            { rev: _.inc(1), wrong: _.set(wrong), closed: _.set(closed) },
          )
        : addOnce(db, 'guesses', { _id, rev: 0, wrong, closed });
    return { write, value: null };
  });
  return counted.ok ? counted.value : null;
}
