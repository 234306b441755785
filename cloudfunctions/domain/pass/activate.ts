import type { ConfigOf } from '../../../shared-types/contract/config';
import type { Fen, Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import type { PassRow } from '../ledger';
import { paidOn } from '../member/counts';
import { type RequestMark, ringWith } from '../request';
import { type Result, refuse } from '../result';
import type { Holder, KindTerms, PassDoc } from './pass';
import { firstEnd, firstStart } from './terms';
import { passView } from './view';

type PassKinds = ConfigOf<'passKinds'>;

/** Why a bought pass, whose code was right, cannot be opened (or spent) today; null if it can. */
export function refusalOfOpening(pass: PassDoc, today: ParkDay, config: PassKinds): Result<never> | null {
  if (pass.state !== 'unopened') return refuse('already_activated');
  return firstStart(pass.soldOn, today, config) === null ? refuse('pass_void') : null;
}

/** Opens a pass for its holders. Too late for its days, it has begun by itself, and only the holders are new. */
export function openedPass(
  pass: PassDoc,
  config: PassKinds,
  opening: { owner: MemberId; holders: Holder[]; request: RequestMark; at: Instant },
): PassDoc {
  const { owner, holders, request, at } = opening;
  const kind: KindTerms = config.kinds[pass.kind];
  const today = parkDayOf(at);
  const start = firstStart(pass.soldOn, today, config) ?? today;
  const term = { start, end: firstEnd(kind, start), from: pass._id, price: kind.price, freezes: [] };
  const opened: PassDoc = {
    ...pass,
    state: 'open',
    owner,
    people: [owner],
    activatedAt: at,
    terms: [{ ...term, saved: 0 as Fen }],
    holders,
    rids: [...pass.rids, request.key],
    names: [...pass.names, ...holders.map(({ number }) => number)],
  };
  const row: PassRow = {
    _id: `act_${pass._id}`,
    type: 'pass',
    step: 'activated',
    passId: pass._id,
    memberId: owner,
    price: kind.price,
    at,
    counts: paidOn(at, kind.price),
  };
  return {
    ...opened,
    rq: ringWith(pass.rq, request, passView(opened, owner, kind, at)),
    ob: [...pass.ob, { id: row._id, to: 'ledger', at, d: row }],
  };
}
