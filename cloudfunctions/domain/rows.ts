import type { ReconcileView } from '../../shared-types/contract/books';
import type { TagCount } from '../../shared-types/contract/figures';
import type { CardDoc } from './birthday/card';
import type { GroupVisit } from './checkin/board';
import type { ConfigDoc } from './config/change';
import type { CouponDoc } from './coupon/coupon';
import type { ScanDoc } from './coupon/offline';
import type { EventRow } from './events/event';
import type { DayBucket } from './figures/day';
import type { BillPage } from './groupbuy/books';
import type { CampaignDoc } from './groupbuy/campaign';
import type { GroupDoc } from './groupbuy/group';
import type { PlanDoc } from './jobs/schedule';
import type { Booked } from './ledger';
import type { EntryDoc, EntryPage } from './lottery/entry';
import type { Evidence } from './lottery/observation';
import type { RoundDoc } from './lottery/round';
import type { WinDoc } from './lottery/win';
import type { MemberDoc } from './member/member';
import type { OutreachRow } from './member/outreach';
import type { GrantTask } from './offer/grant';
import type { OfferDoc } from './offer/offer';
import type { ReminderRow } from './offer/opening';
import type { StockDoc } from './offer/stock';
import type { PassBatch } from './pass/batch';
import type { GuessDoc } from './pass/guesses';
import type { PassDoc } from './pass/pass';
import type { AuditRow } from './staff/audit';
import type { StaffDoc, StoreDoc } from './staff/staff';
import type { SegmentDoc, TagRuleDoc } from './tags/rule';

/** Collection → row. The database port is typed by it, so that no use case names a row type by hand. */
export interface Rows {
  config: ConfigDoc;
  stores: StoreDoc;
  staff: StaffDoc;
  members: MemberDoc;
  groupVisits: GroupVisit;
  offers: OfferDoc;
  stocks: StockDoc;
  coupons: CouponDoc;
  passes: PassDoc;
  passBatches: PassBatch;
  /** Wrong activation codes, by person and by number. */
  guesses: GuessDoc;
  /** Birthday cards. */
  cards: CardDoc;
  ledger: Booked;
  scans: ScanDoc;
  campaigns: CampaignDoc;
  groups: GroupDoc;
  rounds: RoundDoc;
  entries: EntryDoc;
  /** Entries as they stood at closing, a thousand a row. */
  entryPages: EntryPage;
  /** Raw answers of weather providers. */
  evidence: Evidence;
  wins: WinDoc;
  tasks: GrantTask;
  /** Who wants to be told before an offer opens. */
  reminders: ReminderRow;
  /** Messages that went out, or could not. */
  outreach: OutreachRow;
  jobs: PlanDoc;
  /** Reconciled books by park day, and `latest`. */
  books: ReconcileView & { _id: string };
  /** Figures of park days that are over, as the ledgers say them. */
  days: DayBucket;
  /** Counts of tags, by when they were made. */
  tagCounts: TagCount & { _id: string };
  /** What happened, once each. */
  events: EventRow;
  tagRules: TagRuleDoc;
  segments: SegmentDoc;
  /** Who of the staff looked at whom, and why. */
  audit: AuditRow;
  /** Bills of the payment provider. */
  bills: BillPage;
}
