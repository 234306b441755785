import type { PropertyName, Tier } from '@shared/contract';
import type { EventName } from '@shared/events';
import type { conditions as words } from '../../texts/conditions';
import type { Errors } from '../../ui/form/reader';
import type { FilterName, Measure } from './catalogue';

/**
 * A condition as its form holds it: rows that must hold all, or any of them. A row keeps what was typed for the kinds
 * that are not chosen now.
 */
export interface ConditionForm {
  join: 'all' | 'any';
  rows: RowForm[];
}

export interface RowForm {
  kind: 'count' | 'sum' | 'daysSince' | 'property' | 'hasTag';
  event: EventName;
  measure: Measure;
  /** Empty: any. */
  filter: Record<FilterName, string>;
  /** Times of a count; of a sum yuan or pieces. */
  atLeast: string;
  windowDays: string;
  order: 'atLeast' | 'atMost';
  days: string;
  property: PropertyName;
  tierOrder: 'atLeast' | 'is';
  tier: Tier;
  pass: keyof typeof words.passes;
  /** Points, or days since joining. */
  number: string;
  /** Channel or group. */
  word: string;
  tag: string;
}

/** What one row of a condition shows, and how it changes. */
export interface RowProps {
  row: RowForm;
  place: number;
  errors: Errors;
  put(part: Partial<RowForm>): void;
}
