import * as v from 'valibot';
import type { CampaignId, CouponId, OfferId, StoreId } from '../ids';
import { adminReads } from './admin-reads';
import { auditOps } from './audit';
import type { BirthdayFigures } from './birthday';
import { booksOps } from './books';
import { CONFIG_KEYS, type ConfigKey, configSchemas } from './config';
import { campaignId, count, couponId, offerId, storeId, text } from './fields';
import { campaignDraft } from './groupbuy';
import { groupbuyDeskOps } from './groupbuy-desk';
import { lotteryDeskOps } from './lottery-desk';
import { memberDeskOps } from './member-desk';
import { offerDraft } from './offer-draft';
import { command, query } from './operation';
import { passBatchOps } from './pass-batch';
import { statsOps } from './stats';
import { tagDeskOps } from './tags';

export type { Audience, OfferDraft } from './offer-draft';

export interface ConfigValue {
  key: ConfigKey;
  version: number;
  value: unknown;
}
/** One shape a key, so that a wrong field of a value is named. */
const configChange = v.variant(
  'key',
  CONFIG_KEYS.map((key) =>
    v.strictObject({ key: v.literal(key), value: configSchemas[key], version: count(0, 1_000_000) }),
  ),
);

export const adminOps = {
  /**
   * `version` is the one that was read (`offer.detail`): a draft that was changed since is `version_conflict`. Without it
   * the last save stays. Of a published offer it may move the ends of times further away, and change nothing else.
   */
  'offer.save': command<{ offerId: OfferId }>()(
    v.strictObject({
      offerId: v.optional(offerId),
      version: v.optional(count(0, 1_000_000_000)),
      ...offerDraft,
    }),
  ),
  'offer.publish': command<{ offerId: OfferId }>()(v.strictObject({ offerId })),
  'offer.stop': command<{ offerId: OfferId }>()(v.strictObject({ offerId })),
  'offer.raiseStock': command<{ offerId: OfferId; stock: number }>()(
    v.strictObject({ offerId, by: count(1, 1_000_000) }),
  ),
  'offer.copy': command<{ offerId: OfferId }>()(v.strictObject({ offerId, shiftDays: count(-3660, 3660) })),
  'coupon.revoke': command<{ couponId: CouponId }>()(v.strictObject({ couponId, reason: text(200) }), [
    'already_used',
    'revoked',
    'own_coupon',
  ]),
  'staff.save': command<{ openid: string }>()(
    v.strictObject({
      openid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
      name: text(32),
      role: v.picklist(['clerk', 'manager', 'operator', 'analyst', 'tester']),
      stores: v.union([v.literal('all'), v.pipe(v.array(storeId), v.maxLength(500))]),
      active: v.boolean(),
    }),
  ),
  'store.save': command<{ storeId: StoreId }>()(v.strictObject({ storeId, name: text(32) })),
  /** `version` as in `offer.save`. */
  'groupbuy.save': command<{ campaignId: CampaignId }>()(
    v.strictObject({
      campaignId: v.optional(campaignId),
      version: v.optional(count(0, 1_000_000_000)),
      ...campaignDraft,
    }),
  ),
  'groupbuy.publish': command<{ campaignId: CampaignId }>()(v.strictObject({ campaignId })),
  'groupbuy.stop': command<{ campaignId: CampaignId }>()(v.strictObject({ campaignId })),
  'config.get': query<ConfigValue>()(v.strictObject({ key: v.picklist(CONFIG_KEYS) })),
  /** `version` is the one that was read; the answer carries the next. */
  'config.set': command<ConfigValue>()(configChange),
  'stats.birthday': query<BirthdayFigures>()(
    v.strictObject({ year: v.optional(count(2000, 2100)), month: v.optional(count(1, 12)) }),
  ),
  ...booksOps,
  ...passBatchOps,
  ...groupbuyDeskOps,
  ...lotteryDeskOps,
  ...tagDeskOps,
  ...statsOps,
  ...memberDeskOps,
  ...adminReads,
  ...auditOps,
};
