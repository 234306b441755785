import type { Condition, TagRuleRow } from '@shared/contract';
import type { TagCount } from '@shared/contract/figures';
import { tagPicker as words } from '../../texts/tag-desk';
import { basicTags, tags } from '../../texts/tags';
import { countOf } from '../../ui/format';
import { TOPICS } from '../conditions/catalogue';
import { atomsOf } from '../conditions/say';
import { tagText } from '../conditions/tag-text';
import { nameOf } from '../tags/words';

/**
 * What asks for a tag. Rules see tags of events and those put by hand; segments also the tier, passes and source;
 * audiences all there are.
 */
export type TagUse = 'rule' | 'segment' | 'audience';

export interface KnownTag {
  /** The name by which the cloud finds it. */
  value: string;
  label: string;
}

interface Known {
  rules: TagRuleRow[] | undefined;
  count: TagCount | null | undefined;
}

/** Tags that are known, by where they come from; groups without any are left out. */
export function knownTags(
  { rules = [], count }: Known,
  use: TagUse,
  without = '',
): Array<[string, KnownTag[]]> {
  const counted = count?.items ?? [];
  const people = (id: string) => counted.find(({ tagId }) => tagId === id)?.members;
  const sized = (value: string, label: string, n: number | undefined): KnownTag => ({
    value,
    label: n === undefined ? label : words.people(label, countOf(n)),
  });
  const ofKind = (kind: string) =>
    counted.filter((item) => item.kind === kind).map((item) => sized(item.name, nameOf(item), item.members));

  const given = rules.map(({ ruleId, name, live }) =>
    live === null ? { value: name, label: words.off(name) } : sized(name, name, people(ruleId)),
  );
  const interests = [
    ...ofKind('interest'),
    ...TOPICS.map(({ value }) => ({ value: tags.interest(value), label: tagText(tags.interest(value)) })),
  ];
  const basic = Object.entries(basicTags)
    .filter(([id]) => use === 'audience' || !id.startsWith('rfm_'))
    .map(([id, name]) => sized(name, name, people(id)));
  const groups: Array<[string, KnownTag[]]> = [
    [words.rules, given],
    [words.byHand, ofKind('manual')],
    [words.interests, interests],
    [words.members, use === 'rule' ? [] : [...basic, ...ofKind('source')]],
  ];
  return groups
    .map(([title, all]): [string, KnownTag[]] => [title, once(all).filter(({ value }) => value !== without)])
    .filter(([, all]) => all.length > 0);
}

/** The first of each name. */
const once = (all: KnownTag[]): KnownTag[] =>
  all.filter(({ value }, place) => all.findIndex((other) => other.value === value) === place);

/** Tags that a condition asks for and that nobody gives, as far as is known; nothing while that is still unknown. */
export function unknownTags(when: Condition, known: Known): string[] {
  if (!known.rules || known.count === undefined) return [];
  const given = knownTags(known, 'audience').flatMap(([, all]) => all.map(({ value }) => value));
  const ids = [
    ...known.rules.map(({ ruleId }) => ruleId),
    ...(known.count?.items ?? []).map(({ tagId }) => tagId),
  ];
  const asked = atomsOf(when).flatMap((atom) => ('hasTag' in atom ? [atom.hasTag] : []));
  return asked.filter((name) => !given.includes(name) && !ids.includes(name));
}
