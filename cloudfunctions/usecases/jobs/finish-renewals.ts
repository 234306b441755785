import type { PassFollowUp } from '../../domain/pass/pass';
import type { Db } from '../../platform/db';
import { log } from '../../platform/log';
import type { OutboxEntry } from '../../store/outbox';
import { finishRenewal } from '../../store/renewals';

type Order = Extract<PassFollowUp, { to: 'renewal' }>['d'];

/** Prolongs what bought passes were spent for; one that cannot be now does not keep the others. Answers the done ones. */
export async function finishRenewals(db: Db, now: number, entries: OutboxEntry[]): Promise<string[]> {
  const finished: string[] = [];
  for (const { id, d } of entries)
    try {
      await finishRenewal(db, d as Order, now);
      finished.push(id);
    } catch (error) {
      log({ fn: 'jobs', op: 'renewal', outcome: 'left for the next tick', fault: error });
    }
  return finished;
}
