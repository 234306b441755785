import type { RedemptionFigures } from '@shared/contract';
import { View } from '@tarojs/components';
import { useQuery } from '../../../api/use-query';
import { figures } from '../../../texts/figures';
import { Card, Tag } from '../../../ui/bits';
import { countOf } from '../../../ui/format';
import { Empty } from '../../../ui/states';
import { Answer, Cells, Meanings } from './answer';
import { moneyOf, rateOf } from './format';
import type { Question } from './question';

/** What became of the coupons claimed in these days, offer by offer. */
export function Redemption({ what: _, ...asked }: Question<'redemption'>) {
  const query = useQuery('admin', 'stats.redemption', asked);
  return (
    <Answer
      query={query}
      show={({ items }) =>
        items.length === 0 ? (
          <Empty picture="whale" title={figures.noClaims} hint={figures.otherDays} />
        ) : (
          <>
            <View className="desk-grid">
              {items.map((item) => (
                <OneOffer key={item.offerId} item={item} />
              ))}
            </View>
            <Meanings
              of={['claimed', 'redeemed', 'redemptionRate', 'ofStockRate', 'cost', 'expired', 'final']}
            />
          </>
        )
      }
    />
  );
}

const OneOffer = ({ item }: { item: RedemptionFigures }) => (
  <View className="desk-cell">
    <Card className="figures-card">
      <View className="figures-head">
        <View className="figures-title">{item.title}</View>
        <Tag look={item.final ? 'ok' : 'quiet'}>{item.final ? figures.final : figures.open}</Tag>
      </View>
      <Cells
        cells={[
          ['claimed', countOf(item.claimed)],
          ['redeemed', countOf(item.redeemed)],
          ['expired', countOf(item.expired)],
          ['redemptionRate', rateOf(item.redemptionRate)],
          ['ofStockRate', rateOf(item.ofStockRate)],
          ['cost', moneyOf(item.value)],
        ]}
      />
    </Card>
  </View>
);
