import { View } from '@tarojs/components';
import { editor } from '../../texts/offer-editor';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';

/** Asks before what was typed and not saved is dropped. */
export const StartOverSheet = ({ startOver, close }: { startOver(): void; close(): void }) => (
  <Sheet title={editor.startOver} close={close}>
    <View className="command-body">{editor.startOverHint}</View>
    <Button
      onPress={() => {
        startOver();
        close();
      }}
    >
      {editor.startOverYes}
    </Button>
  </Sheet>
);
