import { canonicalJson } from '../../shared-types/canonical-json';
import type { Condition } from '../../shared-types/contract/tags';
import type { Instant, MemberId } from '../../shared-types/ids';
import type { MemberDoc } from '../domain/member/member';
import type { LoggedEvent } from '../domain/tags/condition';
import { evaluate, eventsOfRules, type Facts } from '../domain/tags/evaluate';
import { asksFor, liveRuleOf } from '../domain/tags/rule';
import type { LiveRule, TagState } from '../domain/tags/tag';
import { type Around, aroundOf } from '../domain/tags/views';
import { _, type Change, type Db, MAX_ROWS } from '../platform/db';
import { setting } from './config';
import { holdingsOf } from './passes';

/** Rules at work, as they stand this instant: what an operator has just enabled counts from the next event. */
export async function liveRules(db: Db): Promise<LiveRule[]> {
  return (await db.find('tagRules', { status: 'enabled' }, { limit: MAX_ROWS })).flatMap(liveRuleOf);
}

/** The events of some members, of some names, oldest first for each. A request a thousand rows. */
export async function logsOf(
  db: Db,
  who: MemberId[],
  names: string[],
): Promise<Map<MemberId, LoggedEvent[]>> {
  const logs = new Map<MemberId, LoggedEvent[]>();
  if (who.length === 0 || names.length === 0) return logs;
  for (let after = ''; ; ) {
    const page = await db.find(
      'events',
      { who: _.in(who), name: _.in(names), _id: _.gt(after) },
      { order: [['_id', 'asc']], limit: MAX_ROWS, fields: ['who', 'id', 'name', 'at', 'props'] },
    );
    for (const row of page) {
      const id = row.who as MemberId;
      logs.set(id, [...(logs.get(id) ?? []), row]);
    }
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return logs;
    after = last._id;
  }
}

/** What conditions may ask of some members; only what they do ask costs a request. */
export async function factsOfMembers(
  db: Db,
  now: Instant,
  members: MemberDoc[],
  conditions: Condition[],
  names: string[],
): Promise<Array<Facts & Around>> {
  const ids = members.map(({ _id }) => _id);
  const [logs, holdings, visits, thresholds] = await Promise.all([
    logsOf(db, ids, names),
    asksFor(conditions, 'pass') ? holdingsOf(db, ids) : [],
    asksFor(conditions, 'group') && ids.length > 0 ? db.find('groupVisits', { memberId: _.in(ids) }) : [],
    setting(db, now, 'tiers'),
  ]);
  const passesOf = ({ _id }: MemberDoc) =>
    holdings.filter((pass) => pass.owner === _id || pass.holders.some(({ boundTo }) => boundTo === _id));
  return members.map((member) => ({
    member,
    now,
    ...aroundOf(member, passesOf(member), thresholds, now),
    groups: visits.filter(({ memberId }) => memberId === member._id).map(({ groupId }) => groupId),
    log: logs.get(member._id) ?? [],
  }));
}

const MAX_TRIES = 6;

/**
 * Brings the tags of some members (at most a hundred) to what the rules say now. One request for the members and one for
 * their events, whatever their number, and one for each whose tags change. Another run at the same members is seen by
 * `rev`: then what it wrote is looked at once more, since either may have read the newer log.
 */
export async function refreshTags(db: Db, now: Instant, ids: MemberId[], rules: LiveRule[]): Promise<void> {
  let left = [...new Set(ids)];
  for (let tries = 0; left.length > 0 && tries < MAX_TRIES; tries++) {
    const members = await db.find('members', { _id: _.in(left), erasedAt: null }, { limit: MAX_ROWS });
    const open = members.filter((member) => member.consent.scopes.profiling);
    const facts = await factsOfMembers(
      db,
      now,
      open,
      rules.map(({ when }) => when),
      [...eventsOfRules(rules)],
    );
    const changes = members.flatMap((member) => {
      const i = open.indexOf(member);
      const next = i < 0 ? NOTHING : evaluate(rules, facts[i] as Facts);
      return sameTags(member.tags, next) ? [] : [{ member, next }];
    });
    const outcomes = await Promise.all(
      changes.map(async ({ member, next }) =>
        (await writeTags(db, member, next)) === 1 ? [] : [member._id],
      ),
    );
    left = outcomes.flat();
  }
  // Their batches stay marked, and the next tick begins anew.
  if (left.length > 0) throw new Error('the tags of a member stayed contended');
}

/** For the outbox, in the write that changed what tags of a member may rest on; `of`: what did. */
export const tagsFollow = (memberId: MemberId, of: string, at: Instant): Change =>
  _.push([{ id: `tags_${memberId.slice(4)}_${of}`, to: 'tags', at, d: { memberId } }]) as Change;

const NOTHING: Omit<TagState, 'rev'> = { items: [], radar: [], next: null };

function sameTags(before: TagState | null | undefined, next: Omit<TagState, 'rev'>): boolean {
  const { rev: _rev, ...kept } = before ?? { ...NOTHING, rev: 0 };
  return canonicalJson(kept) === canonicalJson(next);
}

/** Beside `rev` of the member: tags stand in nobody's way. */
const writeTags = (db: Db, { _id, tags }: MemberDoc, next: Omit<TagState, 'rev'>): Promise<number> =>
  db.update(
    'members',
    { _id, erasedAt: null, ...(tags ? { 'tags.rev': tags.rev } : { tags: null }) },
    { tags: _.set({ ...next, rev: (tags?.rev ?? 0) + 1 }) },
  );
