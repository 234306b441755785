import type { RoundRules, WinStatus, WinView } from '../../../shared-types/contract/lottery';
import type {
  CouponId,
  Fen,
  Instant,
  MemberId,
  OfferId,
  ParkDay,
  RoundId,
  StaffId,
  WinId,
} from '../../../shared-types/ids';
import { addParkDays, DAY_MS, endOfParkDay, parkDayOf } from '../../../shared-types/park-day';
import { GONE } from '../member/erase';
import type { RequestMarks } from '../request';
import type { RoundDoc } from './round';

/** A prize that an entry won. */
export interface WinDoc {
  _id: WinId;
  rev: number;
  roundId: RoundId;
  /** Its place in the order of the draw, alternates after winners. */
  n: number;
  /** Which of the round's prizes. */
  prize: number;
  tier: number | string;
  name: string;
  value: Fen;
  offerId: OfferId | null;
  entryNo: string;
  memberId: MemberId;
  title: string;
  day: ParkDay;
  /** When it was won. */
  at: Instant;
  alternate: boolean;
  /** The win that lapsed before this one was called. */
  replaces: WinId | null;
  status: WinStatus;
  /** Physical prizes; of a coupon, 0. */
  claimUntil: Instant;
  couponId: CouponId | null;
  /** Sealed; null: fetched in the park, or not claimed. */
  address: string | null;
  claimedAt: Instant | null;
  deliveredAt: Instant | null;
  /** Who handed it over, or took that back, when and why; rows of an older version have none. */
  log?: HandOver[];
  /** Waits for somebody: `claimed` while it is to be handed over, else the own id. Found by index. */
  waits: string;
  rq: RequestMarks;
  rids: string[];
}

interface HandOver {
  at: Instant;
  by: StaffId;
  what: 'delivered' | 'undone';
  reason?: string;
}

/** For so long an operator may take back that a prize was handed over. */
const UNDO_MS = DAY_MS;

/** What is written when a claimed thing was handed over; doing so again changes nothing. Else null. */
export function handedOver(win: WinDoc, by: StaffId, now: Instant): Partial<WinDoc> | null {
  if (win.status === 'delivered') return {};
  if (win.status !== 'claimed') return null;
  const log = [...(win.log ?? []), { at: now, by, what: 'delivered' as const }];
  return { status: 'delivered', waits: win._id, deliveredAt: now, log };
}

/** Until when it can be taken back that it was handed over; null: not at all. Who has left would never fetch it. */
export const undoEnd = ({ deliveredAt, memberId }: WinDoc): Instant | null =>
  deliveredAt === null || memberId === GONE ? null : deliveredAt + UNDO_MS;

/** What is written when it was not handed over after all: it waits again. */
export function takenBack(
  win: WinDoc,
  { by, reason }: { by: StaffId; reason: string },
  now: Instant,
): Partial<WinDoc> | 'claim_closed' | 'undo_closed' {
  if (win.status !== 'delivered') return 'claim_closed';
  if (now >= (undoEnd(win) ?? 0)) return 'undo_closed';
  const log = [...(win.log ?? []), { at: now, by, what: 'undone' as const, reason }];
  return { status: 'claimed', waits: 'claimed', deliveredAt: null, log };
}

/** How a win stands at an instant: a window that has ended is over, whether or not a job has run. */
export const winStatus = (
  { status, claimUntil }: Pick<WinDoc, 'status' | 'claimUntil'>,
  now: Instant,
): WinStatus => (status === 'to_claim' && now >= claimUntil ? 'lapsed' : status);

export function winView(win: WinDoc, now: Instant): WinView {
  const { _id, roundId, tier, name, value, entryNo, title, day, alternate, offerId, couponId } = win;
  return {
    winId: _id,
    roundId,
    tier,
    name,
    status: winStatus(win, now),
    kind: offerId === null ? 'physical' : 'coupon',
    value,
    entryNo,
    title,
    day,
    alternate,
    ...(offerId === null ? { claimUntil: win.claimUntil } : {}),
    ...(couponId === null ? {} : { couponId }),
    ...(win.claimedAt === null ? {} : { delivery: win.address === null ? 'pickup' : 'address' }),
  };
}

/** Until when a thing can be claimed: the end of a park day, so many days after it was won. */
export const claimEnd = ({ claimDays }: Pick<RoundRules, 'claimDays'>, wonAt: Instant): Instant =>
  endOfParkDay(addParkDays(parkDayOf(wonAt), claimDays)) + 1;

/** The row of a prize. Who has left the club wins nothing: the prize lapses at once and goes to the next. */
export function newWin(
  { _id: roundId, spec }: RoundDoc,
  { entryNo, memberId }: { entryNo: string; memberId: MemberId },
  {
    winId,
    n,
    prize,
    replaces,
    at,
  }: { winId: WinId; n: number; prize: number; replaces: WinId | null; at: Instant },
): WinDoc {
  const { tier, name, value, offerId = null } = spec.prizes[prize] as RoundRules['prizes'][number];
  return {
    _id: winId,
    rev: 0,
    roundId,
    n,
    prize,
    tier,
    name,
    value,
    offerId,
    entryNo,
    memberId,
    title: spec.title,
    day: spec.day,
    at,
    alternate: replaces !== null,
    replaces,
    status: memberId === GONE ? 'lapsed' : offerId === null ? 'to_claim' : 'coming',
    claimUntil: offerId === null ? claimEnd(spec, at) : 0,
    couponId: offerId === null ? null : (`cpn_${winId.slice(4)}` as CouponId),
    address: null,
    claimedAt: null,
    deliveredAt: null,
    log: [],
    waits: winId,
    rq: [],
    // A win that lapsed is replaced once.
    rids: replaces === null ? [winId] : [winId, `replaces:${replaces}`],
  };
}

/** Wins that lapsed and that nobody has been called for yet, in the order of the draw. */
export function unreplaced<Win extends Pick<WinDoc, '_id' | 'status' | 'replaces'>>(wins: Win[]): Win[] {
  const replaced = new Set(wins.map(({ replaces }) => replaces));
  return wins.filter(({ _id, status }) => status === 'lapsed' && !replaced.has(_id));
}
