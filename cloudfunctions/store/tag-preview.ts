import type { Condition, Sample } from '../../shared-types/contract/tags';
import type { Instant, MemberId } from '../../shared-types/ids';
import { type MemberDoc, maskedName } from '../domain/member/member';
import { eventsOf, holds } from '../domain/tags/condition';
import { evaluate, eventsOfRules, type Facts, knownOf, standing } from '../domain/tags/evaluate';
import type { LiveRule } from '../domain/tags/tag';
import { type Around, tagViews } from '../domain/tags/views';
import { _, type Db, MAX_ROWS } from '../platform/db';
import { factsOfMembers } from './tags';

const SAMPLES = 10;
const PAGE = 500;

/** Members after `after` by id, so many at once; those who have left or have not agreed to profiling are left out. */
async function* membersFrom(
  db: Db,
  after = '',
  limit = PAGE,
): AsyncGenerator<{ members: MemberDoc[]; last: string }> {
  for (let from = after; ; ) {
    const page = await db.find('members', { _id: _.gt(from) }, { order: [['_id', 'asc']], limit });
    const last = page.at(-1);
    if (!last) return;
    yield {
      members: page.filter((member) => member.erasedAt === null && member.consent.scopes.profiling),
      last: last._id,
    };
    if (page.length < limit) return;
    from = last._id;
  }
}

export const sampleOf = ({ _id, nickname }: MemberDoc): Sample => ({
  memberId: _id,
  name: maskedName(nickname),
});

/** What one call looks at, so that it ends in time whatever the park's size. */
const PREVIEW: Span = { rows: MAX_ROWS, pages: 20 };
interface Span {
  rows: number;
  pages: number;
}

/**
 * How many members after `after` a rule would give its tag now, beside the rules at work, and some of them. `next`: the
 * last one that was looked at, where there may be more.
 */
export async function whoWould(
  db: Db,
  now: Instant,
  rule: LiveRule,
  others: LiveRule[],
  after = '',
  { rows, pages }: Span = PREVIEW,
): Promise<{ members: number; samples: Sample[]; next?: string }> {
  const rules = [...others.filter(({ ruleId }) => ruleId !== rule.ruleId), rule];
  const conditions = rules.map(({ when }) => when);
  let count = 0;
  let left = pages;
  const samples: Sample[] = [];
  for await (const { members, last } of membersFrom(db, after, rows)) {
    const facts = await factsOfMembers(db, now, members, conditions, [...eventsOfRules(rules)]);
    for (const [i, member] of members.entries()) {
      if (!evaluate(rules, facts[i] as Facts).items.some(({ tagId }) => tagId === rule.ruleId)) continue;
      count += 1;
      if (samples.length < SAMPLES) samples.push(sampleOf(member));
    }
    left -= 1;
    if (left === 0) return { members: count, samples, next: last };
  }
  return { members: count, samples };
}

/** Whether a member is in a segment now. */
export function isInside(when: Condition, facts: Facts & Around & { member: MemberDoc }): boolean {
  const { member, now } = facts;
  // Tags as the member sees them: what every park's members have (tier, pass, how often they come) counts as well.
  const views = tagViews(member, facts, now);
  const known = {
    ...knownOf(facts, standing(facts.log), []),
    tag: (name: string) => (views.some((tag) => tag.name === name || tag.tagId === name) ? null : undefined),
  };
  return holds(when, known, now);
}

/** Members of a segment among the next page after `after`; `last` null: there are no more. */
export async function nextInside(
  db: Db,
  now: Instant,
  when: Condition,
  after: string,
): Promise<{ inside: MemberDoc[]; last: string | null }> {
  for await (const { members, last } of membersFrom(db, after)) {
    const facts = await factsOfMembers(db, now, members, [when], eventsOf(when));
    const inside = members.filter((member, i) => isInside(when, { ...(facts[i] as Facts & Around), member }));
    return { inside, last };
  }
  return { inside: [], last: null };
}

/** Members from whom a rebuild goes on. */
export async function nextMembers(db: Db, after: string, limit: number): Promise<MemberId[]> {
  const page = await db.find(
    'members',
    { _id: _.gt(after) },
    { order: [['_id', 'asc']], limit, fields: ['_id'] },
  );
  return page.map(({ _id }) => _id);
}
