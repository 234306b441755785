/** Branded values: the compiler keeps one kind of id, money and day from being taken for another. */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type MemberId = Branded<string, 'MemberId'>;
export type OfferId = Branded<string, 'OfferId'>;
export type CouponId = Branded<string, 'CouponId'>;
export type RedemptionId = Branded<string, 'RedemptionId'>;
export type StoreId = Branded<string, 'StoreId'>;
export type CampaignId = Branded<string, 'CampaignId'>;
export type GroupId = Branded<string, 'GroupId'>;
export type OrderId = Branded<string, 'OrderId'>;
export type StaffId = Branded<string, 'StaffId'>;
export type PassId = Branded<string, 'PassId'>;
export type HolderId = Branded<string, 'HolderId'>;
export type CardId = Branded<string, 'CardId'>;
export type BatchId = Branded<string, 'BatchId'>;
export type RoundId = Branded<string, 'RoundId'>;
export type WinId = Branded<string, 'WinId'>;

/** Money in integer fen (1 CNY = 100 fen). */
export type Fen = Branded<number, 'Fen'>;
/** A day of the park, `YYYY-MM-DD` in Asia/Shanghai. */
export type ParkDay = Branded<string, 'ParkDay'>;
/** Epoch milliseconds. Fields of this type are named `…At`, `…From` or `…To`. */
export type Instant = number;
