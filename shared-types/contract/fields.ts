import * as v from 'valibot';
import type {
  CampaignId,
  CardId,
  CouponId,
  Fen,
  GroupId,
  HolderId,
  MemberId,
  OfferId,
  OrderId,
  ParkDay,
  PassId,
  RedemptionId,
  RoundId,
  StaffId,
  StoreId,
  WinId,
} from '../ids';
import { isParkDay } from '../park-day';

/** Pieces that inputs are made of. Bounds are generous; their job is that nothing absurd reaches the rules. */

const id = <Id extends string>(prefix: string) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^${prefix}[A-Za-z0-9_]{1,36}$`)),
    v.transform((text) => text as Id),
  );

export const couponId = id<CouponId>('cpn_');
export const offerId = id<OfferId>('off_');
export const campaignId = id<CampaignId>('cmp_');
export const groupId = id<GroupId>('grp_');
export const orderId = id<OrderId>('ord_');
export const redemptionId = id<RedemptionId>('red_');
export const passId = id<PassId>('pas_');
export const cardId = id<CardId>('crd_');
export const memberId = id<MemberId>('mbr_');
export const holderId = id<HolderId>('hld_');
export const roundId = id<RoundId>('rnd_');
export const winId = id<WinId>('win_');
export const staffId = id<StaffId>('stf_');
export const storeId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,40}$/),
  v.transform((text) => text as StoreId),
);

/** An object schema as it should be: valibot takes an empty array for an object whose fields may all be left out. */
export const noArray = <Schema extends v.GenericSchema>(schema: Schema): Schema => ({
  ...schema,
  '~run': (dataset: v.UnknownDataset, config: v.Config<v.BaseIssue<unknown>>) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: undefined } : dataset, config),
});

/** Text a person wrote: trimmed, not empty, no control characters, at most `max` UTF-16 units. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(max),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: keeping control characters out is the point
    v.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/),
  );

export const count = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
/** Epoch ms, years 2000 to 2100. */
export const instant = count(946_684_800_000, 4_102_444_800_000);
export const fen = v.pipe(
  count(0, 100_000_000),
  v.transform((value) => value as Fen),
);
export const parkDay = v.pipe(
  v.string(),
  v.check(isParkDay),
  v.transform((day) => day as ParkDay),
);
export const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));
export const channel = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:-]{1,64}$/));
/** Opaque to the phone: it hands back what the last page gave. */
export const cursor = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
export const requestId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:-]{1,64}$/));
/** What a clerk scanned or typed. Anything goes here: a wrong form is `code_invalid`, not `invalid_input`. */
export const counterCode = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
/** A birthday; whether its calendar has such a day is a rule's matter (`birthday_invalid`), so bounds are wide. */
export const birthday = v.strictObject({
  calendar: v.picklist(['solar', 'lunar']),
  month: count(0, 99),
  day: count(0, 99),
  /** Lunar only: born in the second of two months of that number. */
  leapMonth: v.optional(v.boolean()),
  year: v.optional(count(0, 9999)),
});
export type Birthday = v.InferOutput<typeof birthday>;
