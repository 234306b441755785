import type { Condition } from '@shared/contract';
import { View } from '@tarojs/components';
import { atomsOf, type Names } from './say';
import { useNames } from './use-names';
import './sentence.scss';

interface Props {
  when: Condition;
  say(names?: Names): string;
}

/** What a condition means. Names of offers and stores are asked for only where it speaks of one. */
export const Sentence = ({ when, say }: Props) =>
  namesSomething(when) ? <Named say={say} /> : <View className="sentence">{say()}</View>;

const Named = ({ say }: Pick<Props, 'say'>) => <View className="sentence">{say(useNames())}</View>;

const namesSomething = (when: Condition): boolean =>
  atomsOf(when).some((atom) => {
    const { filter = {} } = 'count' in atom ? atom.count : 'sum' in atom ? atom.sum : {};
    return 'offerId' in filter || 'storeId' in filter;
  });
