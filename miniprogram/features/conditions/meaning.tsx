import type { Condition } from '@shared/contract';
import { View } from '@tarojs/components';
import { Card } from '../../ui/bits';
import { conditionForm } from './form';
import type { Names } from './say';
import { Sentence } from './sentence';

interface Props {
  when: Condition;
  say(names?: Names): string;
  /** Says that the form has no place for all of it. */
  complex: string;
}

/** A condition in words; and as it is, where it can only be looked at. */
export const Meaning = ({ when, say, complex }: Props) => (
  <Card>
    <Sentence when={when} say={say} />
    {conditionForm(when) === null && (
      <>
        <View className="desk-note">{complex}</View>
        <View className="sentence-raw">{JSON.stringify(when, null, 1)}</View>
      </>
    )}
  </Card>
);
