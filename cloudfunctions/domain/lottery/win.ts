import type { WinStatus, WinView } from '../../../shared-types/contract/lottery';
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
import type { RequestMarks } from '../request';

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
  alternate: boolean;
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
export const winStatus = ({ status, claimUntil }: WinDoc, now: Instant): WinStatus =>
  status === 'to_claim' && now >= claimUntil ? 'lapsed' : status;

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
