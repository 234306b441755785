import type { Audience } from '@shared/contract';
import { editor } from '../../texts/offer-editor';
import { operator } from '../../texts/operator';
import { tagText } from '../conditions/tag-text';
import { useSegmentName } from '../tag-desk/use-segment-name';

interface Props {
  audience: Audience | undefined;
}

/** Whom something is for, in words. The name of a segment is asked for only where there is one. */
export const AudienceSaid = ({ audience }: Props) =>
  audience?.segmentId ? (
    <WithSegment audience={audience} segmentId={audience.segmentId} />
  ) : (
    audienceText(audience)
  );

const WithSegment = ({ audience, segmentId }: Props & { segmentId: string }) => (
  <>{audienceText(audience, useSegmentName(segmentId))}</>
);

function audienceText(audience: Audience | undefined, segment?: string): string {
  const { tierAtLeast, validPass, newMemberDays, tag, openids } = audience ?? {};
  const say = operator.conditions;
  const conditions = [
    ...(tierAtLeast ? [say.tier(editor.tiers[tierAtLeast])] : []),
    ...(validPass ? [say.pass] : []),
    ...(newMemberDays ? [say.days(newMemberDays)] : []),
    ...(tag ? [say.tag(tagText(tag))] : []),
    ...(segment ? [say.segment(segment)] : []),
    ...(openids ? [say.openids(openids.length)] : []),
  ];
  return conditions.length > 0 ? conditions.join('，') : operator.everyone;
}
