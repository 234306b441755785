import { useQuery } from '../../api/use-query';
import { segments as texts, segmentPicker as words } from '../../texts/tag-desk';
import { Choices } from '../../ui/form/choices';
import { go } from '../../ui/go';
import { Sheet } from '../../ui/sheet';
import { Bone } from '../../ui/skeleton';
import { Empty, ErrorState } from '../../ui/states';
import { useNow } from '../../ui/use-now';
import { segmentFacts } from './segment-state';

interface Props {
  /** Id of the one that is chosen; empty: none. */
  chosen: string;
  pick(segmentId: string): void;
  close(): void;
}

/** Segments by name, each with how many are in it. */
export function SegmentSheet({ chosen, pick, close }: Props) {
  const { value, trouble, again } = useQuery('admin', 'segment.list', {});
  const now = useNow(30_000);
  return (
    <Sheet title={words.title} close={close}>
      {!value && !trouble && <Bone height="96px" />}
      {!value && trouble && <ErrorState trouble={trouble} again={again} />}
      {value?.items.length === 0 && (
        <Empty
          picture="whale"
          title={texts.empty}
          hint={texts.emptyHint}
          way={{ text: texts.make, go: () => go.desk('segment-edit') }}
        />
      )}
      {value && value.items.length > 0 && (
        <Choices
          choices={value.items.map((segment) => ({
            value: segment.segmentId,
            label: segment.name,
            hint: segmentFacts(segment, now),
          }))}
          chosen={chosen}
          choose={(segmentId) => {
            pick(segmentId);
            close();
          }}
        />
      )}
    </Sheet>
  );
}
