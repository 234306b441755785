import type { GrantTask } from '../../domain/offer/grant';
import type { TimerCtx } from '../../platform/timer';
import { tryGrant } from '../../store/grant';
import { type NextCursor, onward } from './job';

const PAGE = 50;

/** Carries out grants that waited for stock of one offer, oldest first, as far as the stock goes. */
export async function grantTasks(ctx: TimerCtx, offerId: string, cursor: string | null): Promise<NextCursor> {
  const tasks = await ctx.db.find('tasks', { waitingFor: offerId }, { order: [['at', 'asc']], limit: PAGE });
  for (const task of tasks) if (!(await carriedOut(ctx, task))) return null;
  return tasks.length < PAGE ? null : onward(cursor);
}

async function carriedOut({ db, keys, now }: TimerCtx, task: GrantTask): Promise<boolean> {
  if ((await tryGrant(db, keys, now, task.grant)) === 'no_stock') return false;
  await db.update('tasks', { _id: task._id }, { waitingFor: task._id });
  return true;
}
