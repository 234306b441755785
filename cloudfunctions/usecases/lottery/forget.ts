import type { Instant, MemberId, RoundId } from '../../../shared-types/ids';
import type { EntryDoc } from '../../domain/lottery/entry';
import type { WinDoc } from '../../domain/lottery/win';
import { GONE } from '../../domain/member/erase';
import { EMPTY_RING } from '../../domain/request';
import { _, type Db, type Filter } from '../../platform/db';
import { appoint } from '../../store/plan';
import { ROUND_JOB, roundAppointment } from '../../store/rounds';

const PAGE = 100;
interface Leaving {
  memberId: MemberId;
  /** Only what is older. */
  before: Instant;
}

/**
 * Takes a person out of the lottery. A guess in a round that has not closed goes; later the entry stays in the draw it was
 * counted in, as a number that is nobody's. Prizes that were not handed over are given up, with the address.
 */
export async function forgetLottery(db: Db, now: Instant, leaving: Leaving): Promise<void> {
  await forgetEntries(db, now, leaving);
  await forgetWins(db, now, leaving);
}

async function forgetEntries(db: Db, now: Instant, { memberId, before }: Leaving): Promise<void> {
  for (;;) {
    const entries = await db.find('entries', { memberId, at: _.lt(before) }, { limit: PAGE });
    if (entries.length === 0) return;
    const open = new Set(await openRounds(db, now, entries));
    for (const { _id, rev, roundId } of entries) {
      const asRead = { _id, rev };
      if (open.has(roundId)) await db.remove('entries', asRead);
      else
        await db.update('entries', asRead, {
          rev: _.inc(1),
          memberId: GONE,
          pseudonym: '',
          salt: '',
          rq: _.set(EMPTY_RING),
          rids: _.set([_id]),
        });
    }
  }
}

async function openRounds(db: Db, now: Instant, entries: EntryDoc[]): Promise<RoundId[]> {
  const ids = [...new Set(entries.map(({ roundId }) => roundId))];
  const rounds = await db.find('rounds', { _id: _.in(ids) }, { fields: ['spec.closesAt', 'closingAt'] });
  return rounds
    .filter(({ spec, closingAt }) => now < spec.closesAt && closingAt === null)
    .map(({ _id }) => _id);
}

async function forgetWins(db: Db, now: Instant, { memberId, before }: Leaving): Promise<void> {
  for (;;) {
    const wins = await db.find('wins', { memberId, at: _.lt(before) } as Filter, { limit: PAGE });
    if (wins.length === 0) return;
    for (const win of wins) {
      // The next of the draw is called for what is given up: made first, dropped if it comes to nothing.
      if (isOpen(win))
        await appoint(db, roundAppointment(win.roundId), { job: ROUND_JOB, at: now, subject: win.roundId });
      await db.update(
        'wins',
        { _id: win._id, rev: win.rev },
        {
          rev: _.inc(1),
          memberId: GONE,
          address: null,
          waits: win._id,
          ...(isOpen(win) ? { status: 'lapsed' } : {}),
          rq: _.set([]),
          rids: _.set(win.rids.filter((key) => key === win._id || key.startsWith('replaces:'))),
        },
      );
    }
  }
}

const isOpen = ({ status }: WinDoc): boolean => ['coming', 'to_claim', 'claimed'].includes(status);
