import type { RoundRules, WinStatus, WinView } from '../../../shared-types/contract/lottery';
import type {
  CouponId,
  Fen,
  Instant,
  MemberId,
  OfferId,
  ParkDay,
  RoundId,
  WinId,
} from '../../../shared-types/ids';
import { addParkDays, endOfParkDay, parkDayOf } from '../../../shared-types/park-day';
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
  /** Waits for somebody: `claimed` while it is to be handed over, else the own id. Found by index. */
  waits: string;
  rq: RequestMarks;
  rids: string[];
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
