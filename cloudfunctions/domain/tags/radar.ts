import type { Instant } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import type { LoggedEvent } from './condition';
import type { KeptTag, TagState } from './tag';

/** What was read counts half after so long. */
const HALF_LIFE_MS = 30 * DAY_MS;
/** An interest is a tag from so much on: three fresh reads are clearly above it. */
const ENOUGH = 2;
/** Reads older than this count for nothing (less than 1/60). */
const HORIZON_MS = 180 * DAY_MS;
const REASONS = 10;

/** What shows an interest, and in what. */
const topicOf = ({ name, props }: LoggedEvent): string | null =>
  (name === 'article_read' || name === 'product_viewed') && typeof props.topic === 'string'
    ? props.topic
    : null;
export const RADAR_EVENTS = ['article_read', 'product_viewed'] as const;

const halved = (ms: number): number => 2 ** (-ms / HALF_LIFE_MS);

/** Interests by topic, strongest first. Scores stand as of the newest read, so that they are the same whenever computed. */
export function radarOf(log: LoggedEvent[]): TagState['radar'] {
  const topics = new Map<string, LoggedEvent[]>();
  for (const event of log) {
    const topic = topicOf(event);
    if (topic) topics.set(topic, [...(topics.get(topic) ?? []), event]);
  }
  return [...topics]
    .map(([topic, reads]) => {
      const at = Math.max(...reads.map((read) => read.at));
      const score = reads
        .filter((read) => read.at > at - HORIZON_MS)
        .reduce((sum, read) => sum + halved(at - read.at), 0);
      return { topic, score: Math.round(score * 1e6) / 1e6, at };
    })
    .sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1));
}

/** What is left of a score. */
export const scoreAt = ({ score, at }: { score: number; at: Instant }, now: Instant): number =>
  score * halved(Math.max(0, now - at));

/** When a score falls below what makes a tag. */
const endOf = ({ score, at }: { score: number; at: Instant }): Instant =>
  at + Math.floor(HALF_LIFE_MS * Math.log2(score / ENOUGH));

export const interestTags = (log: LoggedEvent[], radar: TagState['radar'], now: Instant): KeptTag[] =>
  radar
    .filter((interest) => interest.score >= ENOUGH && endOf(interest) > now)
    .map((interest) => ({
      tagId: `int_${interest.topic}`,
      name: `兴趣·${interest.topic}`,
      kind: 'interest',
      version: null,
      because: log
        .filter((event) => topicOf(event) === interest.topic)
        .slice(-REASONS)
        .reverse()
        .map(({ id }) => id),
      until: endOf(interest),
    }));
