import type { MemberId } from '../../../shared-types/ids';
import { eventsOfRules } from '../../domain/tags/evaluate';
import { _ } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { liveRules, refreshTags } from '../../store/tags';
import { reopenDays } from '../stats/close-days';

const BATCHES = 500;
const MEMBERS = 100;
/** Consent is no event of a rule, and changes everything. */
const ALWAYS = 'consent_changed';

/**
 * Tags, and what is kept of days, follow the events that came since the last tick. Answers whether more may wait: the
 * number of batches it has seen to, 0 when those were all.
 */
export async function followEvents({ db, now }: TimerCtx): Promise<number> {
  const marks = await db.find(
    'events',
    { todo: _.gt(0) },
    { order: [['todo', 'asc']], limit: BATCHES, fields: ['who', 'member', 'names', 'days', 'todo'] },
  );
  if (marks.length === 0) return 0;
  const rules = await liveRules(db);
  const touching = eventsOfRules(rules).add(ALWAYS);
  const touched = marks.filter(
    ({ who, names }) => who.startsWith('mbr_') && names?.some((name) => touching.has(name)),
  );
  const ids = [...new Set(touched.map(({ who }) => who as MemberId))];
  for (let i = 0; i < ids.length; i += MEMBERS) await refreshTags(db, now, ids.slice(i, i + MEMBERS), rules);
  await reopenDays(db, now, [...new Set(marks.flatMap(({ days }) => days ?? []))]);
  // Afterwards: what a crash leaves out is seen to by the next tick.
  await db.update(
    'events',
    { _id: _.in(marks.map(({ _id }) => _id)) },
    { todo: _.remove(), names: _.remove(), days: _.remove() },
  );
  return marks.length < BATCHES ? 0 : marks.length;
}
