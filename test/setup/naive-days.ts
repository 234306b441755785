import type { EventRow } from '../../cloudfunctions/domain/events/event.ts';
import type { Booked } from '../../cloudfunctions/domain/ledger.ts';
import type { DayFigures, OverviewView } from '../../shared-types/contract/figures.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { addParkDays, parkDayOf } from '../../shared-types/park-day.ts';

/** Everything there is, and who does not count. */
export interface World {
  events: EventRow[];
  ledger: Booked[];
  outside: Set<string>;
}

/** What was known at an instant, without staff and test accounts. */
export const knownAt = (world: World, asOf: number): World => ({
  ...world,
  events: world.events.filter((row) => row.knownAt <= asOf && !world.outside.has(row.who)),
  ledger: world.ledger.filter(
    (row) => row.knownAt <= asOf && !('memberId' in row && world.outside.has(row.memberId ?? '')),
  ),
});

const heads = (rows: EventRow[]) => new Set(rows.map(({ who }) => who)).size;
const sum = <Row>(rows: Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);

/** The figures of a day in the plainest way: go through every row there is. */
export function naiveDay({ events, ledger }: World, day: ParkDay): Omit<DayFigures, 'day'> {
  const told = events.filter((row) => row.day === day && row.hash !== null);
  const views = told.filter(({ name }) => name === 'page_view');
  const active = told.filter(({ name, member }) => member && name !== 'page_leave');
  const back = (n: number) => heads(active.filter(({ age }) => age === n));
  const rows = ledger.filter(({ at }) => parkDayOf(at) === day);
  const of = <Type extends Booked['type']>(type: Type) =>
    rows.filter((row): row is Extract<Booked, { type: Type }> => row.type === type);
  const uses = of('redemption').filter(({ couponId }) => couponId !== null);
  const undos = of('undo').filter(({ couponId }) => couponId !== null);
  const joins = of('consent').filter(({ joined }) => joined);
  return {
    pv: views.length,
    uv: heads(views.filter(({ member }) => member)),
    guests: heads(views.filter(({ member }) => !member)),
    active: heads(active),
    sharers: heads(told.filter(({ name, member }) => member && name === 'share_tapped')),
    joined: joins.length,
    invited: joins.filter(({ inviter }) => inviter).length,
    claimed: of('issue').length,
    uses: sum(uses, (row) => row.uses),
    undone: sum(undos, (row) => row.uses),
    value: (sum(uses, ({ cost }) => cost) - sum(undos, (row) => ('cost' in row ? row.cost : 0))) as never,
    benefits:
      sum(of('redemption'), ({ couponId, uses: n }) => (couponId === null ? n : 0)) -
      sum(of('undo'), ({ couponId, uses: n }) => (couponId === null ? n : 0)),
    orders: of('paid').length,
    gross: sum(of('paid'), ({ amount }) => amount) as never,
    refunded: sum(of('refunded'), ({ amount }) => amount) as never,
    back1: back(1),
    back7: back(7),
    back30: back(30),
  };
}

type Whole = Pick<OverviewView, 'wau' | 'mau'> & Partial<OverviewView['totals']>;

/** What does not add up from days: people over a window, and the middle of all dwelling. */
export function naiveWhole(
  { events, ledger }: World,
  { from, to, reachDay }: Pick<OverviewView, 'from' | 'to' | 'reachDay'>,
): Whole {
  const inside = ({ at }: { at: number }) => parkDayOf(at) >= from && parkDayOf(at) <= to;
  const reach = (days: number) =>
    heads(
      events.filter(
        ({ who, hash, name, member, day }) =>
          hash !== null &&
          member &&
          name !== 'page_leave' &&
          who.startsWith('mbr_') &&
          day <= reachDay &&
          day > addParkDays(reachDay, -days),
      ),
    );
  const orders = new Map<string, number>();
  for (const row of ledger)
    if (row.type === 'paid' && inside(row)) orders.set(row.memberId, (orders.get(row.memberId) ?? 0) + 1);
  const invitations = ledger.flatMap((row) =>
    row.type === 'consent' && row.joined && row.inviter && inside(row) ? [row.inviter] : [],
  );
  const repeat = [...orders.values()].filter((n) => n > 1).length;
  const inviting = new Set(invitations).size;
  const dwell = events
    .filter((row) => row.name === 'page_leave' && inside(row))
    .map(({ props }) => Math.floor((props.dwellMs as number) / 1000))
    .sort((a, b) => a - b);
  const middle = dwell.length / 2;
  return {
    wau: reach(7),
    mau: reach(30),
    buyers: orders.size,
    repeatBuyers: repeat,
    repurchase: orders.size === 0 ? null : repeat / orders.size,
    inviting,
    k: inviting === 0 ? null : invitations.length / inviting,
    dwellMedian:
      dwell.length === 0
        ? null
        : ((dwell[Math.ceil(middle) - 1] as number) + (dwell[Math.floor(middle)] as number)) / 2,
  };
}
