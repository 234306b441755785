import type { PreviewView, Refusal } from '@shared/contract';
import type { Fen } from '@shared/ids';
import { Input, View } from '@tarojs/components';
import { serverNow } from '../../../api/call';
import { refusalText } from '../../../texts/refusals';
import { staff } from '../../../texts/staff';
import { fenOf } from '../../../ui/format';

export interface Bill {
  /** The coupon takes something off a bill. */
  wanted: boolean;
  fen: Fen | undefined;
  wrong: boolean;
  /** Enough to confirm with. */
  good: boolean;
}

/** What was typed as the bill. A discount always needs one; cash may have no threshold, then it can stay empty. */
export function billFor({ kind }: { kind: PreviewView['kind'] }, typed: string): Bill {
  const wanted = kind === 'cash' || kind === 'discount';
  const empty = typed.trim() === '';
  const fen = wanted && !empty ? fenOf(typed) : null;
  const wrong = wanted && !empty && fen === null;
  return {
    wanted,
    fen: fen === null ? undefined : (fen as Fen),
    wrong,
    good: !wrong && (kind !== 'discount' || fen !== null),
  };
}

interface Props {
  typed: string;
  wrong: boolean;
  /** Cannot stay empty. */
  must: boolean;
  note: Refusal | undefined;
  type(text: string): void;
}

/** The bill in yuan, in big digits; below the label what it is for, or what was wrong with it. */
export function BillField({ typed, wrong, must, note, type }: Props) {
  const trouble = wrong ? staff.billWrong : note && refusalText(note, serverNow());
  return (
    <View className="bill">
      <View className="bill-label">
        {staff.bill}
        <View className={`bill-hint${trouble ? ' bill-hint-wrong' : ''}`}>
          {trouble ?? (must ? staff.billHint : staff.billHintCash)}
        </View>
      </View>
      <View className="bill-row">
        <View className="bill-sign">¥</View>
        <Input
          className="bill-input figures"
          type="digit"
          maxlength={9}
          value={typed}
          placeholder="0.00"
          placeholderClass="typed-placeholder"
          onInput={(event) => type(event.detail.value)}
        />
      </View>
    </View>
  );
}
