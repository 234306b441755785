import { ulid } from 'ulid';
import type { TagRule } from '../../shared-types/contract/tags.ts';
import type { Props } from '../../shared-types/events.ts';
import type { MemberId } from '../../shared-types/ids.ts';
import { NOW, type Product } from './product.ts';

/** Three articles about penguins within thirty days. */
export const rule = (over: Partial<TagRule> = {}): TagRule => ({
  name: '企鹅迷',
  when: {
    all: [{ count: { event: 'article_read', filter: { topic: 'penguins' }, windowDays: 30, atLeast: 3 } }],
  },
  forDays: 30,
  ...over,
});

/** A member says yes to profiling. */
export async function agreed(park: Product, who: string): Promise<MemberId> {
  const scopes = { profiling: true, marketing: false, groupBoard: false };
  await park.ok(who, 'member', 'member.consent', { version: '1', scopes });
  const { member } = await park.ok(who, 'member', 'member.me', {});
  return member?.memberId as MemberId;
}

/** A new member who agreed to profiling, or did not. */
export async function joined(park: Product, who: string, profiling: boolean) {
  const { memberId } = await park.join(who, '小海星');
  if (profiling) await agreed(park, who);
  return { who, id: memberId };
}

/** An event as a phone sends it, at the instant at which the clock of product tests stands. */
export const sent = (name: string, props: Props = {}, over: Record<string, unknown> = {}) => ({
  id: ulid(),
  name,
  at: NOW,
  page: 'pages/home',
  props,
  session: 's-1',
  ...over,
});

export const read = (topic: string, over: Record<string, unknown> = {}) =>
  sent('article_read', { articleId: `a-${ulid()}`, topic }, over);

export const ingest = (park: Product, who: string, events: unknown[], sentAt = NOW) =>
  park.ok(who, 'track', 'events.ingest', { batchId: ulid(), sentAt, events });
