import type { Grant } from '../../domain/offer/grant';
import { log } from '../../platform/log';
import type { TimerCtx } from '../../platform/timer';
import { grant } from '../../store/grant';
import type { OutboxEntry } from '../../store/outbox';

/**
 * Gives the coupons that members were promised and whose own call was killed before it gave them; one that found no
 * stock waits as a task. One in trouble stays in its outbox and does not keep the others.
 */
export async function giveGrants(
  { db, keys, now }: Pick<TimerCtx, 'db' | 'keys' | 'now'>,
  entries: OutboxEntry[],
): Promise<string[]> {
  const done: string[] = [];
  for (const { id, to, d } of entries) {
    if (to !== 'grant') continue;
    try {
      await grant(db, keys, now, d as Grant);
      done.push(id);
    } catch (error) {
      log({ fn: 'jobs', op: 'giveGrants', outcome: 'fault', fault: error });
    }
  }
  return done;
}
