import { judgeMark } from '../request';
import { type Result, refuse } from '../result';
import { type Buyer, type GroupDoc, hasEnded, newSeat, type Seat, seatsLeft, takenSeats } from './group';
import { type Step, step } from './step';

/** What is known of a joiner beside the group. */
export interface JoinFacts {
  /** Of the campaign's audience. */
  eligible: boolean;
  /** No paid order before. */
  newCustomer: boolean;
}

/** Whether stock said no to a seat: it was refused, and refusals are not kept, so its request may try again. */
export const isRefused = ({ status, closedWhy }: Seat): boolean =>
  status === 'closed' && (closedWhy === 'sold_out' || closedWhy === 'limit_reached');

/** How often this request was refused in a group: the next seat needs a name of its own. */
export const refusalsOf = (group: GroupDoc, key: string): number =>
  group.seats.filter((seat) => seat.by.key === key && isRefused(seat)).length;

/** The seat an earlier run of this request made and holds, if there is one: asked before any other check. */
export function earlierSeat(
  group: GroupDoc | null,
  by: Buyer['by'],
): Seat | Result<never, 'request_id_reused'> | null {
  const seat = group?.seats.find((one) => one.by.key === by.key && !isRefused(one));
  if (!seat) return null;
  return judgeMark(seat.by, by) === 'reused' ? refuse('request_id_reused') : seat;
}

/** Decides a seat for a joiner: held at once, so that the last two at the same instant are never more than two. */
export function decideJoin(
  group: GroupDoc,
  buyer: Buyer,
  facts: JoinFacts,
): Step | Extract<Result<never>, { ok: false }> {
  if (!facts.eligible) return refuse('not_eligible');
  if (group.alone) return refuse('not_found');
  if (hasEnded(group, buyer.at)) return refuse('group_ended');
  if (group.status === 'waiting') return refuse('group_not_started');
  if (takenSeats(group).some(({ memberId }) => memberId === buyer.memberId))
    return refuse('already_in_group');
  if (group.status === 'full' || seatsLeft(group) <= 0) return refuse('group_full');
  if (group.terms.type === 'old_brings_new' && !facts.newCustomer) return refuse('new_customers_only');
  if (buyer.quantity > group.terms.perMemberQuantity)
    return refuse('limit_reached', { limit: group.terms.perMemberQuantity });
  return step({ ...group, seats: [...group.seats, newSeat(buyer, group.terms.price, group.deadline)] });
}
