import type { TagView } from '@shared/contract';
import type { Instant } from '@shared/ids';
import { basicTags, tags } from '../../texts/tags';
import { dayOf } from '../../ui/format';

const after = (text: string, start: string): string | undefined =>
  text.startsWith(start) ? text.slice(start.length) : undefined;

/** A tag by its name; topics that are known are said in Chinese. */
export function nameOf({ tagId, name }: Pick<TagView, 'tagId' | 'name'>): string {
  const topic = after(tagId, 'int_');
  return topic === undefined ? name : interestOf(topic);
}

/** A tag that was refused: the cloud names only its id, the phone may remember the name. */
export function refusedNameOf(tagId: string, remembered: Record<string, string>): string {
  const [topic, source] = [after(tagId, 'int_'), after(tagId, 'src_')];
  if (topic !== undefined) return interestOf(topic);
  if (source !== undefined) return tags.source(source);
  return after(tagId, 'man_') ?? basicTags[tagId] ?? remembered[tagId] ?? tags.refusedSome;
}

const interestOf = (topic: string): string => tags.interest(tags.topics[topic] ?? topic);

/** Why somebody has it. What the log shows of it is a sample and is not counted. */
export function reasonOf({ tagId, kind, by, at, reason }: TagView, now: Instant): string {
  if (kind === 'manual')
    return tags.byHand(by ?? tags.somebody, at === undefined ? '' : ` ${dayOf(at, now)} `, reason ?? '');
  if (tagId.startsWith('basic_pass_')) return tags.pass;
  return tags.rfm[tagId] ?? tags.why[kind];
}

/** How long it stays: to a day, as long as it is so, or until somebody takes it off. */
export function stayOf({ kind, until }: TagView, now: Instant): string {
  if (until !== undefined) return tags.until(dayOf(until, now));
  return kind === 'manual' ? tags.noEnd : tags.always;
}
