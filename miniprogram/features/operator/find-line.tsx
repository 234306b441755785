import { View } from '@tarojs/components';
import { useState } from 'react';
import { hasScanner, scan } from '../../platform/scan';
import { Button } from '../../ui/button';
import { Field } from '../../ui/form/field';
import { TextBox } from '../../ui/form/text-box';
import './find-line.scss';

interface Props {
  /** Of the field. */
  name: string;
  words: { ask: string; hint: string; example: string; find: string; scan?: string };
  /** What stands in it when the page opens. */
  first?: string;
  error?: string | undefined;
  busy?: boolean;
  /** Something was found: the next press is on that. */
  found?: boolean;
  find(text: string): void;
}

/** One line to look something up by, as it is read out, pasted or, where `words.scan` says so, scanned. */
export function FindLine({ name, words, first = '', error, busy = false, found = false, find }: Props) {
  const [typed, type] = useState(first);
  const text = typed.trim();
  const go = () => {
    if (text) find(text);
  };
  async function scanAndFind(): Promise<void> {
    const read = await scan();
    if (read === null) return;
    type(read);
    find(read.trim());
  }
  return (
    <>
      <Field name={name} label={words.ask} hint={words.hint} error={error}>
        <TextBox value={typed} change={type} max={300} placeholder={words.example} done={go} />
      </Field>
      <View className="find-ways">
        <View className="find-way">
          <Button look={found ? 'quiet' : 'main'} busy={busy} off={text === ''} onPress={go}>
            {words.find}
          </Button>
        </View>
        {words.scan && hasScanner && (
          <View className="find-way">
            <Button look="quiet" onPress={scanAndFind}>
              {words.scan}
            </Button>
          </View>
        )}
      </View>
    </>
  );
}
