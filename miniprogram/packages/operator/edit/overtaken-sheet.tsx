import { View } from '@tarojs/components';
import type { Editor } from '../../../features/offers/use-editor';
import { fieldNames } from '../../../texts/field-names';
import { editor } from '../../../texts/offer-editor';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { Sheet } from '../../../ui/sheet';
import '../../../ui/command-sheet.scss';

interface Props {
  overtaken: NonNullable<Editor['overtaken']>;
  now: number;
  busy: boolean;
  keepMine(): void;
  keepTheirs(): void;
  close(): void;
}

/** Two people changed one draft: says who and what, and asks which of the two stays. */
export const OvertakenSheet = ({ overtaken, now, busy, keepMine, keepTheirs, close }: Props) => (
  <Sheet title={editor.overtakenTitle} close={close}>
    <View className="command-body">
      <View>{editor.overtakenBy(overtaken.by, momentOf(overtaken.at, now))}</View>
      {overtaken.fields.length > 0 && (
        <View>{editor.overtakenFields(overtaken.fields.map((name) => fieldNames[name] ?? name))}</View>
      )}
      <View className="command-hint">{editor.overtakenChoice}</View>
    </View>
    <View className="edit-ways">
      <Button look="quiet" onPress={keepTheirs}>
        {editor.keepTheirs}
      </Button>
      <Button look="quiet" busy={busy} onPress={keepMine}>
        {editor.keepMine}
      </Button>
    </View>
  </Sheet>
);
