import type { OrderView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { isFault } from '../../api/caller';
import { common } from '../../texts/common';
import { buying as texts } from '../../texts/groupbuy';
import { Money } from '../../ui/bits';
import { Button } from '../../ui/button';
import { yuanOf } from '../../ui/format';
import { Press } from '../../ui/press';
import { Sheet } from '../../ui/sheet';
import { troubleText } from '../../ui/states';
import './buy-sheet.scss';
import { usePurchase, type Wish } from './use-purchase';

interface Props {
  how: Wish['how'];
  /** Of the campaign, or of the group when joining. */
  id: string;
  title: string;
  /** Of a piece, fen: for the sum shown. What is charged says the cloud. */
  price: number;
  most: number;
  /** What a piece may come to with more people, fen; less than `price`: a ladder, and the difference comes back. */
  best?: number;
  /** Where to look once the pay sheet said yes. */
  paid(order: OrderView): unknown;
  /** The order is placed, the pay sheet did not say yes. */
  unpaid(order: Pick<OrderView, 'orderId'>): unknown;
  close(): void;
}

/** How many, how much together, and the way to WeChat's pay sheet. */
export function BuySheet({ how, id, title, price, most, best = price, paid, unpaid, close }: Props) {
  const [quantity, setQuantity] = useState(1);
  const { busy, trouble, buy } = usePurchase(paid, unpaid);
  const unsure = trouble !== undefined && isFault(trouble);
  const wish: Wish = how === 'join' ? { how, groupId: id, quantity } : { how, campaignId: id, quantity };
  return (
    <Sheet title={texts.titles[how]} close={close}>
      <View className="buy-title">{title}</View>
      <View className="buy-row">
        <View>
          {texts.quantity}
          {quantity >= most && <View className="buy-most">{texts.most(most)}</View>}
        </View>
        <Stepper value={quantity} most={most} off={busy || unsure} change={setQuantity} />
      </View>
      <View className="buy-row buy-total">
        <View>{texts.total}</View>
        <Money fen={price * quantity} />
      </View>
      {best < price && <View className="buy-note buy-back">{texts.ladder(yuanOf(best))}</View>}
      <View className={trouble ? 'buy-note buy-note-bad' : 'buy-note'}>
        {trouble ? whatIsWrong(trouble, unsure) : texts.held}
      </View>
      <Button busy={busy} onPress={() => void buy(wish)}>
        {unsure ? common.again : busy ? texts.paying : texts.pay}
      </Button>
    </Sheet>
  );
}

const whatIsWrong = (trouble: Parameters<typeof troubleText>[0], unsure: boolean): string =>
  unsure ? texts.unsure : troubleText(trouble);

interface StepperProps {
  value: number;
  most: number;
  off: boolean;
  change(value: number): void;
}

const Stepper = ({ value, most, off, change }: StepperProps) => (
  <View className="stepper">
    <Press
      className={`stepper-press${value <= 1 ? ' stepper-off' : ''}`}
      label={texts.fewer}
      off={off || value <= 1}
      onPress={() => change(value - 1)}
    >
      <View>−</View>
    </Press>
    <View className="stepper-value figures">{value}</View>
    <Press
      className={`stepper-press${value >= most ? ' stepper-off' : ''}`}
      label={texts.more}
      off={off || value >= most}
      onPress={() => change(value + 1)}
    >
      <View>+</View>
    </Press>
  </View>
);
