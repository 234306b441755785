import type { SegmentRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { useLookAgain } from '../../../api/use-look-again';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { SegmentTag, segmentFacts } from '../../../features/tag-desk/segment-state';
import { segments as texts } from '../../../texts/tag-desk';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

/** Every segment: how many are in it, and when that was counted. */
export default function Segments() {
  const query = useQuery('admin', 'segment.list', {});
  const now = useNow(30_000);
  const mayEdit = useRole() === 'operator';
  usePullRefresh(query.again);
  const computing = query.value?.items.some(({ status }) => status === 'computing');
  useLookAgain(computing ? 'goods' : undefined, query.again);
  return (
    <DeskPage
      title={texts.title}
      query={query}
      show={({ items }) => (
        <>
          {items.length === 0 && (
            <Empty picture="whale" title={texts.empty} {...(mayEdit ? { hint: texts.emptyHint } : {})} />
          )}
          <View className="desk-grid">
            {items.map((segment) => (
              <View className="desk-cell" key={segment.segmentId}>
                <Line segment={segment} now={now} />
              </View>
            ))}
          </View>
          {items.length > 0 && <View className="desk-note">{texts.anewHint}</View>}
        </>
      )}
      foot={
        mayEdit && (
          <FootRow>
            {[
              <Button key="new" onPress={() => go.desk('segment-edit')}>
                {texts.make}
              </Button>,
            ]}
          </FootRow>
        )
      }
    />
  );
}

const Line = ({ segment, now }: { segment: SegmentRow; now: number }) => (
  <Press className="desk-line" onPress={() => go.desk('segment', { segmentId: segment.segmentId })}>
    <View className="desk-line-words">
      <View className="desk-line-name">{segment.name}</View>
      <View className="desk-line-facts figures">{segmentFacts(segment, now)}</View>
    </View>
    <SegmentTag status={segment.status} />
    <Icon name="next" className="desk-line-icon" />
  </Press>
);
