import { View } from '@tarojs/components';
import { member } from '../../texts/member';
import { Sheet } from '../../ui/sheet';
import './consent-sheet.scss';

/** What joining means for a person's data, in words anyone can follow. */
export const ConsentSheet = ({ close }: { close(): void }) => (
  <Sheet title={member.consentTitle} close={close}>
    {member.consentText.map(({ head, body }) => (
      <View className="consent-part" key={head}>
        <View className="consent-head">{head}</View>
        <View className="consent-body">{body}</View>
      </View>
    ))}
  </Sheet>
);
