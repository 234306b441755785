import type { TagRule, TagRuleRow } from '@shared/contract';
import { type Errors, Reader } from '../../ui/form/reader';
import { conditionForm, NEW_ROW } from '../conditions/form';
import type { ConditionForm } from '../conditions/model';
import { conditionOf } from '../conditions/read';

/** A tag rule as its editor holds it: what was typed, as it was typed. */
export interface RuleForm {
  name: string;
  condition: ConditionForm;
  forDays: string;
}

export const blankRule = (): RuleForm => ({
  name: '',
  condition: { join: 'all', rows: [NEW_ROW] },
  forDays: '30',
});

/** A saved rule in the editor; null where it has more than the form can show. */
export function ruleForm({ name, when, forDays }: TagRule): RuleForm | null {
  const condition = conditionForm(when);
  return condition && { name, condition, forDays: String(forDays) };
}

/** What the cloud is sent, or what cannot be sent and why. */
export function ruleOf({ name, condition, forDays }: RuleForm): { spec: TagRule } | { errors: Errors } {
  const read = new Reader();
  const own = read.words('name', name, { max: 32, must: true });
  const rule = {
    name: own,
    when: conditionOf(condition, read, own),
    forDays: read.whole('forDays', forDays, { min: 1, max: 3660, must: true }),
  };
  return Object.keys(read.errors).length > 0 ? { errors: read.errors } : { spec: rule as TagRule };
}

/** How far a rule is: at work, at work in an older version, or not. */
export const ruleState = ({ live, version }: Pick<TagRuleRow, 'live' | 'version'>) =>
  live === null ? 'off' : live === version ? 'on' : 'changed';
