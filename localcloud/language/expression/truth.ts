import type { Value } from '../../types.ts';

/** MongoDB's truth: only false, 0, null and missing are false; NaN and '' are true. */
export function truthy(v: Value): boolean {
  return v !== false && v !== null && v !== undefined && v !== 0;
}
