import type { MemberFollowUp } from '../../domain/member/member';
import { log } from '../../platform/log';
import type { TimerCtx } from '../../platform/timer';
import type { OutboxEntry } from '../../store/outbox';
import { liveRules, refreshTags } from '../../store/tags';

type Changed = Extract<MemberFollowUp, { to: 'tags' }>;

/**
 * Brings the tags of members up to date who refused one, or had one put or taken off by hand: others may rest on it.
 * No request where nobody did.
 */
export async function followTags(
  { db, now }: Pick<TimerCtx, 'db' | 'now'>,
  entries: OutboxEntry[],
): Promise<string[]> {
  const changed = entries.filter((entry): entry is Changed => entry.to === 'tags');
  if (changed.length === 0) return [];
  try {
    await refreshTags(
      db,
      now,
      changed.map(({ d }) => d.memberId),
      await liveRules(db),
    );
    return changed.map(({ id }) => id);
  } catch (error) {
    log({ fn: 'jobs', op: 'followTags', outcome: 'fault', fault: error });
    return [];
  }
}
