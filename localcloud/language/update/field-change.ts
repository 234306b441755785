import type { Value } from '../../types.ts';
import type { LanguageContext } from '../types.ts';

/** What an operator knows of the place it changes. */
export interface Place {
  path: string;
  /** The document's `_id`, for messages. */
  id: Value;
  ctx: LanguageContext;
}
/** Answers the new value of a field (`undefined` removes it); `old` is `undefined` where the field is missing. */
export type FieldChange = (old: Value, place: Place) => Value;
/** Checks the argument once, before any document is touched. */
export type UpdateOperator = (arg: Value, path: string, ctx: LanguageContext) => FieldChange;
