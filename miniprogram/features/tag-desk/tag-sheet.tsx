import { View } from '@tarojs/components';
import { useState } from 'react';
import { useQuery } from '../../api/use-query';
import { tagPicker as words } from '../../texts/tag-desk';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/form/choices';
import { Field } from '../../ui/form/field';
import { Reader } from '../../ui/form/reader';
import { TextBox } from '../../ui/form/text-box';
import { Sheet } from '../../ui/sheet';
import { Bone } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { knownTags, type TagUse } from './known-tags';
import './tag-sheet.scss';

interface Props {
  /** Name of the one that is chosen; empty: none. */
  chosen: string;
  use: TagUse;
  /** One that cannot be picked. */
  without?: string;
  pick(name: string): void;
  close(): void;
}

/** Tags by where they come from. One that nobody has yet, or that was not counted yet, can be typed. */
export function TagSheet({ chosen, use, without = '', pick, close }: Props) {
  const rules = useQuery('admin', 'tagRule.list', {});
  const count = useQuery('admin', 'stats.tags', {});
  const groups = knownTags({ rules: rules.value?.items, count: count.value }, use, without);
  const choose = (name: string) => {
    pick(name);
    close();
  };
  return (
    <Sheet title={words.title} close={close}>
      {!rules.value && !rules.trouble && <Bone height="96px" />}
      {!rules.value && rules.trouble && <ErrorState trouble={rules.trouble} again={rules.again} />}
      {groups.map(([title, all]) => (
        <View key={title}>
          <View className="tag-sheet-group">{title}</View>
          <Choices choices={all} chosen={chosen} choose={choose} />
        </View>
      ))}
      <Other
        first={groups.some(([, all]) => all.some(({ value }) => value === chosen)) ? '' : chosen}
        without={without}
        choose={choose}
      />
    </Sheet>
  );
}

function Other({ first, without, choose }: { first: string; without: string; choose(name: string): void }) {
  const [typed, type] = useState(first);
  const name = new Reader().words('other', typed, { max: 64 });
  return (
    <View className="tag-sheet-other">
      <Field name="other-tag" label={words.other}>
        <TextBox value={typed} change={type} max={64} />
      </Field>
      <Button look="quiet" off={!name || name === without} onPress={() => name && choose(name)}>
        {words.take}
      </Button>
    </View>
  );
}
