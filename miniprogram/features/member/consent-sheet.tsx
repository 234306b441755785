import { View } from '@tarojs/components';
import { joining } from '../../texts/join';
import { Sheet } from '../../ui/sheet';
import './consent-sheet.scss';

/** What joining means for a person's data, in words anyone can follow. */
export const ConsentSheet = ({ close }: { close(): void }) => (
  <Sheet title={joining.consentTitle} close={close}>
    {joining.consentText.map(({ head, body }) => (
      <View className="consent-part" key={head}>
        <View className="consent-head">{head}</View>
        <View className="consent-body">{body}</View>
      </View>
    ))}
  </Sheet>
);
