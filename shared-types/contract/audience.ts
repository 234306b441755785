import * as v from 'valibot';
import { count, noArray, text } from './fields';

/** Who an offer, a group-buy or a round is for; several conditions: all must hold. */
export const audience = noArray(
  v.strictObject({
    everyone: v.optional(v.literal(true)),
    tierAtLeast: v.optional(v.picklist(['bronze', 'silver', 'gold', 'diamond'])),
    validPass: v.optional(v.boolean()),
    tag: v.optional(text(64)),
    segmentId: v.optional(text(64)),
    newMemberDays: v.optional(count(1, 3660)),
    openids: v.optional(
      v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))), v.maxLength(2000)),
    ),
  }),
);

export type Audience = v.InferOutput<typeof audience>;
