import type { BenefitPeriod, HolderRelation, PassKind } from '../../../shared-types/contract/pass';
import type {
  BatchId,
  Fen,
  HolderId,
  Instant,
  MemberId,
  ParkDay,
  PassId,
  RedemptionId,
  StaffId,
  StoreId,
} from '../../../shared-types/ids';
import type { Birthday, BirthdayKey } from '../birthday/calendar';
import { EMPTY_RING, type RequestMark, type Ring } from '../request';
import type { PassLedgerRow, RenewalOrder } from './ledger';

/** One annual pass, one document: sold unopened, opened with its holders, used and prolonged by writes on `rev`. */
export interface PassDoc {
  _id: PassId;
  rev: number;
  /** 12 digits, the last one a Luhn digit; not sequential. `_id` derives from it. */
  passNo: string;
  kind: PassKind;
  batchId: BatchId;
  /** Its place in the batch. */
  serial: number;
  soldOn: ParkDay;
  /** `spent`: prolonged another pass. Whether an open one has ended is a fact of time and stands nowhere. */
  state: 'unopened' | 'open' | 'spent';
  owner: MemberId | null;
  /** Owner and bound adults: whose pass it is on a phone. */
  people: MemberId[];
  activatedAt: Instant | null;
  /** Newest last; one follows the other without a gap. */
  terms: Term[];
  holders: Holder[];
  /** Uses that stand, by benefit, by holder (or `pass`), by day, month or term. */
  used: Counters;
  /** The newest uses, newest last; older ones are in the ledger. */
  uses: PassUse[];
  /** Marks of requests that opened or used it; unique over all passes, seeded with the own id. */
  rids: string[];
  /** 8-digit names of its holders at a counter; unique over all passes, seeded with the own id. */
  names: string[];
  /** Of a spent one: which pass it prolongs, or prolonged. */
  spent: (RequestMark & RenewalOrder) | null;
  /** Answers of commands that changed this document. */
  rq: Ring;
  ob: PassFollowUp[];
}

export type PassFollowUp = { id: string; at: Instant } & (
  | { to: 'ledger'; d: PassLedgerRow }
  | { to: 'renewal'; d: RenewalOrder & RequestMark }
);

/** A term as it was begun: frozen days are not in `start` and `end`, they move both (see terms.ts). */
export interface Term {
  start: ParkDay;
  end: ParkDay;
  /** The bought pass it came with. */
  from: PassId;
  price: Fen;
  freezes: Freeze[];
  /** What its holders saved in it. */
  saved: Fen;
}

export interface Freeze {
  at: Instant;
  /** First day that does not count. */
  from: ParkDay;
  /** The day on which the pass is live again: by itself, or earlier if it was ended. */
  until: ParkDay;
  endedAt: Instant | null;
  reason: string;
  by: MemberId | StaffId;
}

export interface Holder {
  holderId: HolderId;
  name: string;
  relation: HolderRelation;
  photoFileId: string | null;
  /** `key` is what the job of the day finds it by, as with members. */
  birthday: { on: Birthday; key: BirthdayKey } | null;
  /** When a guardian consented; children only. */
  consentAt: Instant | null;
  /** The 8 digits that name this holder at a counter. */
  number: string;
  /** Whose phone shows this holder's code beside the owner's. */
  boundTo: MemberId | null;
  /** For another adult's phone; one at a time. */
  invite: { token: string; expiresAt: Instant } | null;
}

export type Counters = Record<string, Record<string, Record<string, number>>>;

export interface PassUse extends RequestMark {
  redemptionId: RedemptionId;
  at: Instant;
  storeId: StoreId;
  by: StaffId;
  holderId: HolderId;
  /** Whose visit it was. */
  memberId: MemberId;
  benefitId: string;
  n: number;
  /** Uses left of that benefit right after. */
  leftAfter: number;
  /** Where it counts: holder or `pass`, and which day, month or term. */
  subject: string;
  period: string;
  /** Start of the term it belongs to. */
  term: ParkDay;
  saved: Fen;
  typed: boolean;
  offline: boolean;
  undone: (RequestMark & { at: Instant; by: StaffId; reason: string }) | null;
}

/** A benefit as configured. */
export interface Benefit {
  id: string;
  name: string;
  period: BenefitPeriod;
  quota: number;
  each: 'holder' | 'pass';
  stores: StoreId[] | 'all';
  blackout: ParkDay[];
  worth: Fen;
  costPerUse?: Fen | undefined;
}
/** What a scan without a choice means. */
export const ENTRY = 'entry';

/** A kind of pass as configured. */
export interface KindTerms {
  name?: string | undefined;
  price: Fen;
  holders: number;
  children: number;
  term: 'year' | 'month_end';
}

/** A pass as it is sold. */
export const unopenedPass = (
  sold: Pick<PassDoc, '_id' | 'passNo' | 'kind' | 'batchId' | 'serial' | 'soldOn'>,
): PassDoc => ({
  ...sold,
  rev: 0,
  state: 'unopened',
  owner: null,
  people: [],
  activatedAt: null,
  terms: [],
  holders: [],
  used: {},
  uses: [],
  rids: [sold._id],
  names: [sold._id],
  spent: null,
  rq: EMPTY_RING,
  ob: [],
});
