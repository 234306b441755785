import type { Tier } from '../../../shared-types/contract/member';
import type { TagView } from '../../../shared-types/contract/tags';
import type { Instant } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { type MemberDoc, tierOf } from '../member/member';
import { scoresOn, type Thresholds } from '../member/tier';
import type { PassDoc } from '../pass/pass';
import { statusAt } from '../pass/terms';
import { manualId } from './evaluate';

/** Names of the tags that every park has. */
const TIERS: Record<Tier, string> = {
  bronze: '铜卡会员',
  silver: '银卡会员',
  gold: '金卡会员',
  diamond: '钻卡会员',
};
const PASSES: Record<string, string> = { single: '单人年卡', double: '双人年卡', family: '家庭年卡' };
const OTHER_PASS = '年卡·';
const PASS_ID = 'basic_pass_';

/** Whether a tag of this name or id may be one of passes: only then are passes asked for. */
export const mayBePassTag = (nameOrId: string): boolean =>
  Object.values(PASSES).includes(nameOrId) || nameOrId.startsWith(OTHER_PASS) || nameOrId.startsWith(PASS_ID);

/** What tags are shown with beside the member document. */
export interface Around {
  tier: Tier;
  /** Kinds of the valid passes. */
  passes: string[];
  /** R, F, M; null where nobody asks. */
  scores: { recency: number; visits: number; money: number } | null;
}

/** Of a member and the passes it is on. */
export function aroundOf(
  member: MemberDoc,
  passes: Array<Pick<PassDoc, 'kind' | 'terms'>>,
  thresholds: Thresholds,
  now: Instant,
): Around {
  const { recency, visits, money } = scoresOn(member.standing, parkDayOf(now), thresholds);
  const active = passes.filter((pass) => statusAt(pass, now) === 'active');
  return {
    tier: tierOf(member, [], now, thresholds),
    passes: [...new Set(active.map(({ kind }) => kind))],
    scores: { recency: recency.score, visits: visits.score, money: money.score },
  };
}

type Tagged = Pick<MemberDoc, 'tags' | 'manualTags' | 'refusedTags' | 'consent' | 'channel'>;

/**
 * The tags of a member, with their reasons. Without consent to profiling there are none; what was refused is not there;
 * of one name the one put by hand goes before the one that follows from events.
 */
export function tagViews(member: Tagged, around: Around, now: Instant): TagView[] {
  if (!member.consent.scopes.profiling || member.refusedTags === 'all') return [];
  const refused = member.refusedTags;
  const manual = manualViews(member);
  const named = new Set(manual.map(({ name }) => name));
  const others = [...basicViews(member, around), ...keptViews(member, now)].filter(
    ({ name }) => !named.has(name),
  );
  return [...manual, ...others].filter(({ tagId }) => !refused.includes(tagId));
}

const manualViews = ({ manualTags }: Tagged): TagView[] =>
  manualTags
    .filter(({ removed }) => !removed)
    .map(({ name, byName, at, reason }) => ({
      tagId: manualId(name),
      name,
      kind: 'manual',
      because: [],
      by: byName,
      at,
      reason,
    }));

const keptViews = ({ tags }: Tagged, now: Instant): TagView[] =>
  (tags?.items ?? [])
    .filter(({ until }) => until === null || until > now)
    .map(({ tagId, name, kind, because, until, version }) => ({
      tagId,
      name,
      kind,
      because,
      ...(until === null ? {} : { until }),
      ...(version === null ? {} : { version }),
    }));

function basicViews({ channel }: Tagged, { tier, passes, scores }: Around): TagView[] {
  const tag = (kind: TagView['kind'], tagId: string, name: string): TagView => ({
    tagId,
    name,
    kind,
    because: [],
  });
  return [
    tag('basic', `basic_${tier}`, TIERS[tier]),
    ...passes.map((kind) => tag('basic', `${PASS_ID}${kind}`, PASSES[kind] ?? `${OTHER_PASS}${kind}`)),
    ...(channel ? [tag('source', `src_${channel}`, `来源·${channel}`)] : []),
    ...(scores ? rfmViews(scores).map(([id, name]) => tag('rfm', id, name)) : []),
  ];
}

function rfmViews({
  recency,
  visits,
  money,
}: NonNullable<Around['scores']>): Array<[id: string, name: string]> {
  if (visits === 0 && money === 0) return [];
  return [
    ...(visits >= 4 ? [['rfm_frequent', '常来'] as [string, string]] : []),
    ...(money >= 4 ? [['rfm_high_value', '高消费'] as [string, string]] : []),
    ...(recency <= 2 ? [['rfm_sleeping', '久未到园'] as [string, string]] : []),
  ];
}

/** Names and ids by which an audience finds the tags. */
export const tagNames = (views: TagView[]): Set<string> =>
  new Set(views.flatMap(({ name, tagId }) => [name, tagId]));
