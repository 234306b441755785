import { useState } from 'react';
import { editor } from '../../texts/offer-editor';
import { PickBox } from '../../ui/form/pick-box';
import { tagText } from '../conditions/tag-text';
import { SegmentSheet } from '../tag-desk/segment-sheet';
import { TagSheet } from '../tag-desk/tag-sheet';
import { useSegmentName } from '../tag-desk/use-segment-name';

interface Props {
  /** Empty: none. */
  chosen: string;
  pick(chosen: string): void;
}

/** One of the tags there are, or none. */
export function TagPick({ chosen, pick }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <PickBox text={tagText(chosen)} ask={editor.anyTag} open={() => setOpen(true)} clear={() => pick('')} />
      {open && <TagSheet chosen={chosen} use="audience" pick={pick} close={() => setOpen(false)} />}
    </>
  );
}

/** One of the segments there are, by its name, or none. */
export function SegmentPick({ chosen, pick }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {chosen === '' ? (
        <PickBox text="" ask={editor.anySegment} open={() => setOpen(true)} />
      ) : (
        <NamedBox segmentId={chosen} open={() => setOpen(true)} clear={() => pick('')} />
      )}
      {open && <SegmentSheet chosen={chosen} pick={pick} close={() => setOpen(false)} />}
    </>
  );
}

/** Names are asked for only where one is chosen. */
const NamedBox = ({ segmentId, ...box }: { segmentId: string; open(): void; clear(): void }) => (
  <PickBox text={useSegmentName(segmentId)} ask={editor.anySegment} {...box} />
);
