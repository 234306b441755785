import type { Fen, Instant, MemberId, PassId, StaffId } from '../../../shared-types/ids';
import type { PassRedemptionRow, PassUndoRow } from '../coupon/ledger';
import type { PassRow } from '../ledger';

/** Rows that a pass's own writes put into its outbox. */
export type PassLedgerRow = PassRow | PassEventRow | PassRedemptionRow | PassUndoRow;

/** Something happened to a pass that nobody pays for. */
export interface PassEventRow {
  _id: string;
  type: 'passEvent';
  step: 'frozen' | 'unfrozen' | 'bound';
  passId: PassId;
  /** The owner. */
  memberId: MemberId;
  by: MemberId | StaffId;
  at: Instant;
  reason: string | null;
}

/** A spent pass prolongs another by one term: what is left to do on that other one. */
export interface RenewalOrder {
  /** The spent pass. */
  bought: PassId;
  /** The one it prolongs. */
  passId: PassId;
  by: MemberId;
  at: Instant;
  /** How many terms it had when this was decided: with more it was prolonged by another, and this one goes back. */
  terms: number;
  price: Fen;
}
