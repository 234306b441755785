import type { Condition, SegmentRow } from '@shared/contract';
import { type Errors, Reader } from '../../ui/form/reader';
import { conditionForm, NEW_ROW } from '../conditions/form';
import type { ConditionForm } from '../conditions/model';
import { conditionOf } from '../conditions/read';

/** A segment as its editor holds it: what was typed, as it was typed. */
export interface SegmentForm {
  name: string;
  condition: ConditionForm;
}

export const blankSegment = (): SegmentForm => ({
  name: '',
  condition: { join: 'all', rows: [{ ...NEW_ROW, kind: 'hasTag' }] },
});

/** A saved segment in the editor; null where it has more than the form can show. */
export function segmentForm({ name, when }: Pick<SegmentRow, 'name' | 'when'>): SegmentForm | null {
  const condition = conditionForm(when);
  return condition && { name, condition };
}

/** What the cloud is sent, or what cannot be sent and why. */
export function segmentOf({
  name,
  condition,
}: SegmentForm): { spec: { name: string; when: Condition } } | { errors: Errors } {
  const read = new Reader();
  const title = read.words('name', name, { max: 32, must: true });
  const when = conditionOf(condition, read);
  return title === undefined || when === undefined
    ? { errors: read.errors }
    : { spec: { name: title, when } };
}
