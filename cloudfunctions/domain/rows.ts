import type { CouponDoc } from './coupon/coupon';
import type { LedgerRow } from './coupon/ledger';
import type { ScanDoc } from './coupon/offline';
import type { MemberDoc } from './member/member';
import type { OfferDoc } from './offer/offer';
import type { StockDoc } from './offer/stock';
import type { AttemptsDoc } from './staff/attempts';
import type { StaffDoc, StoreDoc } from './staff/staff';

/** Collection → row. The database port is typed by it, so that no use case names a row type by hand. */
export interface Rows {
  config: { _id: string; value: unknown; version: number };
  stores: StoreDoc;
  staff: StaffDoc;
  attempts: AttemptsDoc;
  members: MemberDoc;
  offers: OfferDoc;
  stocks: StockDoc;
  coupons: CouponDoc;
  ledger: LedgerRow;
  scans: ScanDoc;
}
