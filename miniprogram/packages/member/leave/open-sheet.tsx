import type { OpenObligations } from '@shared/contract';
import { View } from '@tarojs/components';
import { leave as texts } from '../../../texts/leave';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Sheet } from '../../../ui/sheet';

interface Props {
  open: OpenObligations;
  busy: boolean;
  trouble: string | undefined;
  forfeit(): void;
  close(): void;
}

const KINDS = Object.keys(texts.open) as Array<keyof typeof texts.open>;

/** What is still open: money has to be settled first, the rest can be given up, by name and number. */
export function OpenSheet({ open, busy, trouble, forfeit, close }: Props) {
  if (open.payments > 0) {
    return (
      <Sheet title={texts.payTitle} close={close}>
        <View className="leave-open">{texts.pay(open.payments)}</View>
        <Button onPress={go.orders}>{texts.seeOrders}</Button>
      </Sheet>
    );
  }
  return (
    <Sheet title={texts.openTitle} close={close}>
      <View className="leave-open">
        <View className="leave-hint">{texts.openHint}</View>
        {KINDS.filter((kind) => open[kind] > 0).map((kind) => (
          <View className="leave-open-part figures" key={kind}>
            {texts.open[kind](open[kind])}
          </View>
        ))}
      </View>
      {trouble && <View className="leave-note">{trouble}</View>}
      <Button look="danger" busy={busy} onPress={forfeit}>
        {texts.forfeit}
      </Button>
      <Button look="plain" onPress={close}>
        {texts.stay}
      </Button>
    </Sheet>
  );
}
