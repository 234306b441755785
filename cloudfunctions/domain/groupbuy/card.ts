import type { Instant } from '../../../shared-types/ids';
import { type CardActivity, type GroupDoc, paidSeats } from './group';

/** What a card says: how many have paid of how many, and whether the group is over, which is final. */
export interface Saying {
  over: boolean;
  paid: number;
  size: number;
}

const LIVES_MS = 24 * 3_600_000;
const AGAIN_MS = 60_000;

export function sayingOf(group: GroupDoc): Saying {
  const over = group.status === 'full' || group.status === 'failed';
  return { over, paid: paidSeats(group).length, size: group.terms.size };
}
const named = ({ over, paid, size }: Saying): string => `${over ? 'over' : 'forming'} ${paid}/${size}`;

/** The card after a change of its group: due at once if it says something that is no longer so. */
export function cardAfter(group: GroupDoc): CardActivity | null {
  const { activity, status } = group;
  // Nobody has paid yet: there is nothing to share, and a group that never began has nothing to say.
  if (!activity || status === 'waiting' || (activity.said === null && status === 'failed')) return activity;
  return activity.said === named(sayingOf(group)) ? activity : { ...activity, due: activity.due ?? 0 };
}

/** What its card has to say now; null: nothing, or nothing any more. */
export function cardDue({ activity, ...group }: GroupDoc, now: Instant): Saying | null {
  return activity && activity.due !== null && activity.due <= now ? sayingOf({ activity, ...group }) : null;
}

/** Once it was said, or WeChat could not be told: then again in a minute, as long as the card lives. */
export function afterSaying(group: GroupDoc, saying: Saying, isSaid: boolean, now: Instant): GroupDoc {
  const { activity } = group;
  if (!activity) return group;
  const isOver = isSaid || now - group.createdAt > LIVES_MS;
  const after = isOver ? { said: named(saying), due: null } : { due: now + AGAIN_MS };
  return { ...group, activity: { ...activity, ...after } };
}
