import type { Fen, Instant, MemberId } from '../../shared-types/ids';
import type { CheckinRow } from './checkin/state';
import type { CouponRow, IssueRow } from './coupon/ledger';
import type { MoneyRow } from './groupbuy/money';
import type { ConsentRow } from './member/consent';
import type { Counts } from './member/counts';
import type { CreditRow } from './member/credits';
import type { PointsRow } from './member/points';
import type { PassLedgerRow } from './pass/ledger';

/** Rows that are only ever added. Ids derive from their cause, so that carrying a follow-up out twice adds nothing. */
export type LedgerRow = CouponRow | IssueRow | PassLedgerRow | MemberRow | MoneyRow;
/** A row as it stands in the ledger. `knownAt`: when it was written there, which is what figures `asOf` go by. */
export type Booked<Row extends LedgerRow = LedgerRow> = Row & { knownAt: Instant };
export const booked = <Row extends LedgerRow>(rows: Row[], now: Instant): Booked<Row>[] =>
  rows.map((row) => ({ ...row, knownAt: now }));
/** Rows that a member's own writes put into its outbox. */
export type MemberRow = PointsRow | CheckinRow | ConsentRow | CreditRow;

/** An annual pass was activated, or renewed by one that was bought. `counts` by `paidOn(at, price)`. */
export interface PassRow {
  _id: string;
  type: 'pass';
  step: 'activated' | 'renewed';
  passId: string;
  memberId: MemberId;
  price: Fen;
  at: Instant;
  counts: Counts;
}
