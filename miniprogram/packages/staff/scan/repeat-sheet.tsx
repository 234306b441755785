import { View } from '@tarojs/components';
import { staff } from '../../../texts/staff';
import { Button } from '../../../ui/button';
import { Sheet } from '../../../ui/sheet';

interface Props {
  /** Since the last use. */
  seconds: number;
  store: string;
  close(): void;
  again(): void;
  stop(): void;
}

/** Asks before a coupon of several uses is used twice within a minute. */
export const RepeatSheet = ({ seconds, store, close, again, stop }: Props) => (
  <Sheet title={staff.repeatTitle} close={close}>
    <View className="repeat">{staff.repeatHint(seconds, store)}</View>
    <Button
      onPress={() => {
        close();
        again();
      }}
    >
      {staff.repeatYes}
    </Button>
    <View className="repeat-no">
      <Button look="plain" onPress={stop}>
        {staff.repeatNo}
      </Button>
    </View>
  </Sheet>
);
