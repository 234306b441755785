import { LATE_MS } from '../../domain/member/erase';
import type { MemberFollowUp } from '../../domain/member/member';
import { log } from '../../platform/log';
import type { TimerCtx } from '../../platform/timer';
import { memberOf } from '../../store/members';
import type { OutboxEntry } from '../../store/outbox';
import { wipe } from '../member/wipe';

type Erasure = Extract<MemberFollowUp, { to: 'erase' }>;

/**
 * Takes away what is left of people who have gone, some minutes later: what was under way when they went, and what their
 * own call did not come to. One that is not through (money on its way after all) is looked at again by the next tick.
 */
export async function finishErasures(ctx: TimerCtx, entries: OutboxEntry[]): Promise<string[]> {
  const done: string[] = [];
  for (const entry of entries) {
    // A clock that went back leaves entries of the future: they are done at once.
    if (entry.to !== 'erase' || (entry.at > ctx.now && entry.at - ctx.now <= LATE_MS)) continue;
    const { memberId, files } = (entry as Erasure).d;
    try {
      // Who has joined anew meanwhile keeps what is new.
      const anew = await memberOf(ctx.db, memberId);
      if (await wipe(ctx, { memberId, files, before: anew?.joinedAt ?? Number.MAX_SAFE_INTEGER }))
        done.push(entry.id);
    } catch (error) {
      log({ fn: 'jobs', op: 'finishErasures', outcome: 'fault', fault: error });
    }
  }
  return done;
}
