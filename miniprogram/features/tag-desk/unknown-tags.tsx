import type { Condition } from '@shared/contract';
import { View } from '@tarojs/components';
import { useQuery } from '../../api/use-query';
import { rules as texts } from '../../texts/tag-desk';
import { atomsOf } from '../conditions/say';
import { unknownTags } from './known-tags';

/** Warns of tags that nobody gives. Asks for what there is only where a tag is asked for. */
export const UnknownTags = ({ when }: { when: Condition }) =>
  atomsOf(when).some((atom) => 'hasTag' in atom) ? <Warning when={when} /> : null;

function Warning({ when }: { when: Condition }) {
  const rules = useQuery('admin', 'tagRule.list', {}).value?.items;
  const count = useQuery('admin', 'stats.tags', {}).value;
  const unknown = unknownTags(when, { rules, count });
  return unknown.length > 0 ? <View className="desk-warn">{texts.unknownTags(unknown)}</View> : null;
}
