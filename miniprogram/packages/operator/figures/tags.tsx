import type { TagCount } from '@shared/contract/figures';
import { View } from '@tarojs/components';
import { useQuery } from '../../../api/use-query';
import { figures } from '../../../texts/figures';
import { Card } from '../../../ui/bits';
import { countOf, momentOf } from '../../../ui/format';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { Answer, Meanings } from './answer';
import { Bar } from './bar';
import { rateOf } from './format';
import type { Question } from './question';

/** How many members have which tag. */
export function Tags(_: Question<'tags'>) {
  const query = useQuery('admin', 'stats.tags', {});
  return (
    <Answer
      query={query}
      show={(count) =>
        count ? (
          <Counted count={count} />
        ) : (
          <Empty picture="jellyfish" title={figures.notCounted} hint={figures.countedTonight} />
        )
      }
    />
  );
}

function Counted({ count: { at, members, items } }: { count: TagCount }) {
  const now = useNow(30_000);
  const most = Math.max(0, ...items.map((item) => item.members));
  return (
    <>
      <View className="desk-note">{figures.countedAt(momentOf(at, now), countOf(members))}</View>
      {items.length === 0 ? (
        <Empty picture="jellyfish" title={figures.noTags} />
      ) : (
        <Card>
          {[...items]
            .sort((a, b) => b.members - a.members)
            .map((item) => (
              <Bar
                key={item.tagId}
                name={item.name}
                value={figures.people(countOf(item.members))}
                facts={rateOf(item.share)}
                n={item.members}
                most={most}
              />
            ))}
        </Card>
      )}
      <Meanings of={['tagMembers', 'tagShare']} />
    </>
  );
}
