import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { Field } from '../../ui/form/field';
import { TextBox } from '../../ui/form/text-box';
import './search.scss';

interface Props {
  label: string;
  hint: string;
  placeholder: string;
  /** What is looked for when the page opens. */
  first: string;
  does: string;
  find(text: string): void;
}

/** One line to look something up by, as it is read out or pasted. */
export function Search({ label, hint, placeholder, first, does, find }: Props) {
  const [typed, type] = useState(first);
  const text = typed.trim();
  const go = () => text && find(text);
  return (
    <Field name="search" label={label} hint={hint}>
      <View className="desk-search">
        <View className="desk-search-box">
          <TextBox value={typed} change={type} max={80} placeholder={placeholder} done={go} />
        </View>
        <View className="desk-search-go">
          <Button look="quiet" off={text === ''} onPress={go}>
            {does}
          </Button>
        </View>
      </View>
    </Field>
  );
}
