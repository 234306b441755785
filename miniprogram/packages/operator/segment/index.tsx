import type { SegmentRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useLookAgain } from '../../../api/use-look-again';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { conditionForm } from '../../../features/conditions/form';
import { Meaning } from '../../../features/conditions/meaning';
import { saySegment } from '../../../features/conditions/say';
import { DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { SegmentTag } from '../../../features/tag-desk/segment-state';
import { UnknownTags } from '../../../features/tag-desk/unknown-tags';
import { useSegment } from '../../../features/tag-desk/use-one';
import { Whom } from '../../../features/tag-desk/whom';
import { segments as texts } from '../../../texts/tag-desk';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { useNow } from '../../../ui/use-now';
import '../offer/index.scss';

/** One segment: who is in it, in words and by some of them. */
export default function SegmentPage() {
  const query = useSegment(useRouter().params.segmentId ?? '');
  const mayEdit = useRole() === 'operator';
  usePullRefresh(query.again);
  const segment = query.value;
  const { again } = useQuery('admin', 'segment.list', {});
  useLookAgain(segment?.status === 'computing' ? 'goods' : undefined, again);
  const isForm = segment && conditionForm(segment.when) !== null;
  return (
    <DeskPage
      title={texts.one}
      query={query}
      show={(value) => (
        <>
          <View className="offer-head">
            <View className="offer-head-title">{value.name}</View>
            <SegmentTag status={value.status} />
          </View>
          <UnknownTags when={value.when} />
          <View className="desk-title">{texts.means}</View>
          <Meaning when={value.when} say={(names) => saySegment(value.when, names)} complex={texts.complex} />
          <Inside segment={value} />
        </>
      )}
      foot={
        mayEdit &&
        isForm && (
          <FootRow>
            {[
              <Button
                key="edit"
                look="quiet"
                onPress={() => go.desk('segment-edit', { segmentId: segment.segmentId })}
              >
                {texts.edit}
              </Button>,
            ]}
          </FootRow>
        )
      }
    />
  );
}

/** As it was counted last; being counted, it stays to be seen until there is a newer count. */
function Inside({ segment: { segmentId, size, refreshedAt, status } }: { segment: SegmentRow }) {
  const now = useNow(30_000);
  return (
    <>
      <View className="desk-title">{texts.inside}</View>
      <Card>
        {size !== null && <Samples key={refreshedAt} segmentId={segmentId} size={size} />}
        {status === 'failed' && <View className="desk-note">{texts.failedHint}</View>}
        {status === 'computing' && <View className="desk-note">{texts.computingHint}</View>}
        {status === 'ready' && refreshedAt !== null && (
          <View className="desk-note figures">{texts.refreshed(momentOf(refreshedAt, now))}</View>
        )}
      </Card>
      <View className="desk-note">{texts.anewHint}</View>
    </>
  );
}

function Samples({ segmentId, size }: { segmentId: string; size: number }) {
  const { value } = useQuery('admin', 'segment.size', { segmentId });
  const fits = value?.size === size;
  return <Whom size={size} samples={fits ? value.samples : []} nobody={texts.nobody} />;
}
