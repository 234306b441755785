import type { GroupView } from '@shared/contract';
import { View } from '@tarojs/components';
import { groupbuy as texts } from '../../texts/groupbuy';
import { Money, Tag } from '../../ui/bits';
import { yuanOf } from '../../ui/format';
import './prices.scss';

type Priced = Pick<GroupView, 'singlePrice' | 'ladder' | 'type' | 'size'>;

/** The cheapest a group can become. */
export const bestPrice = (price: number, ladder: Priced['ladder']): number =>
  Math.min(price, ...(ladder ?? []).map((rung) => rung.price));

/** What it costs in a group, what alone, and what sort of group it is. */
export function Prices({ price, of }: { price: number; of: Priced }) {
  const best = bestPrice(price, of.ladder);
  return (
    <View className="prices">
      <View className="prices-group">
        <Money fen={best} />
        {of.ladder && <View className="prices-from">{texts.from}</View>}
      </View>
      <View className="prices-single figures">
        {texts.alone} ¥{yuanOf(of.singlePrice)}
      </View>
      <Tag look="sea">{texts.people(of.size)}</Tag>
      {of.type !== 'normal' && <Tag look="wait">{texts.types[of.type]}</Tag>}
    </View>
  );
}

/** The rungs of a ladder; those that are reached are lit. */
export function Ladder({ ladder, paid = 0 }: { ladder: NonNullable<Priced['ladder']>; paid?: number }) {
  const rungs = [...ladder].sort((a, b) => a.size - b.size);
  return (
    <View className="rungs">
      {rungs.map(({ size, price }) => (
        <View key={size} className={`rung-step${paid >= size ? ' rung-step-on' : ''}`}>
          <View className="rung-size">{texts.rung(size)}</View>
          <View className="rung-price figures">¥{yuanOf(price)}</View>
        </View>
      ))}
    </View>
  );
}
