import type { GroupView } from '@shared/contract';
import { View } from '@tarojs/components';
import { groupbuy as texts } from '../../texts/groupbuy';
import { Money, Tag } from '../../ui/bits';
import { yuanOf } from '../../ui/format';
import { bestPrice, leastOf, rungsOf } from './ladder';
import './prices.scss';

type Priced = Pick<GroupView, 'singlePrice' | 'ladder' | 'type' | 'size'>;

/** What is paid in a group now, how cheap it may become, what it costs alone, and how many are enough. */
export function Prices({ price, of }: { price: number; of: Priced }) {
  const best = bestPrice(price, of);
  return (
    <View className="prices">
      <View className="prices-group">
        <Money fen={price} />
      </View>
      {best < price && <View className="prices-best figures">{texts.best(yuanOf(best))}</View>}
      <View className="prices-single figures">
        {texts.alone} ¥{yuanOf(of.singlePrice)}
      </View>
      <Tag look="sea">{of.ladder ? texts.enough(leastOf(of)) : texts.people(of.size)}</Tag>
      {of.type !== 'normal' && <Tag look="wait">{texts.types[of.type]}</Tag>}
    </View>
  );
}

/** The rungs of a ladder; those that are reached are lit. */
export function Ladder({ ladder, paid = 0 }: { ladder: NonNullable<Priced['ladder']>; paid?: number }) {
  return (
    <View className="rungs">
      {rungsOf({ ladder }).map(({ size, price }, i) => (
        <View key={size} className={`rung-step${paid >= size ? ' rung-step-on' : ''}`}>
          <View className="rung-size">{i === 0 ? texts.rungLeast(size) : texts.rung(size)}</View>
          <View className="rung-price figures">¥{yuanOf(price)}</View>
        </View>
      ))}
    </View>
  );
}
