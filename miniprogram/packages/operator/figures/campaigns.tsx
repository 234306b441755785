import { View } from '@tarojs/components';
import { useQuery } from '../../../api/use-query';
import { figures } from '../../../texts/figures';
import { Card } from '../../../ui/bits';
import { countOf } from '../../../ui/format';
import { Empty } from '../../../ui/states';
import { Answer, Cells, Meanings } from './answer';
import { moneyOf, rateOf } from './format';
import type { Question } from './question';

/** Group-buys: who saw them, who took part, what came in. */
export function Campaigns({ from, to }: Question<'campaign'>) {
  const query = useQuery('admin', 'stats.campaign', { from, to });
  return (
    <Answer
      query={query}
      show={({ items }) =>
        items.length === 0 ? (
          <Empty picture="penguin" title={figures.noCampaigns} hint={figures.otherDays} />
        ) : (
          <>
            <View className="desk-grid">
              {items.map((item) => (
                <View className="desk-cell" key={item.campaignId}>
                  <Card className="figures-card">
                    <View className="figures-title">{item.title}</View>
                    <Cells
                      cells={[
                        ['exposed', countOf(item.exposed)],
                        ['clicked', countOf(item.clicked)],
                        ['entrants', countOf(item.entrants)],
                        ['newEntrants', countOf(item.newEntrants)],
                        ['participants', countOf(item.participants)],
                        ['participation', rateOf(item.participation)],
                        ['orders', countOf(item.orders)],
                        ['gross', moneyOf(item.gross)],
                        ['net', moneyOf(item.net)],
                      ]}
                    />
                  </Card>
                </View>
              ))}
            </View>
            <Meanings
              of={[
                'exposed',
                'clicked',
                'entrants',
                'newEntrants',
                'participants',
                'participation',
                'orders',
                'gross',
                'net',
              ]}
            />
          </>
        )
      }
    />
  );
}
