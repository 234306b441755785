import type { Instant, MemberId, ParkDay } from '../../shared-types/ids';
import { addParkDays, DAY_MS, startOfParkDay } from '../../shared-types/park-day';
import {
  type Day,
  dayOf,
  daysBetween,
  type EventsOfDay,
  type LedgerOfDay,
  type Reach,
} from '../domain/figures/day';
import { NO_PEOPLE, type People } from '../domain/figures/overview';
import { _, $, type Db, type Filter } from '../platform/db';

/** What figures are asked about: as known at an instant, without some people. */
export interface Asked {
  asOf: Instant;
  /** Staff and test accounts. */
  except: MemberId[];
}
interface Days {
  from: ParkDay;
  to: ParkDay;
}

/** An answer has a thousand rows, and a day is one. */
const DAYS_AT_ONCE = 800;

const when = (condition: unknown, yes: unknown, no: unknown) => $.cond([condition, yes, no]);
const is = (field: string, value: unknown) => $.eq([field, value]);
const both = (...conditions: unknown[]) => $.and(conditions);

/** What the log and the ledger say of some days in a row: two requests for up to 800 days. */
export async function computeDays(db: Db, { from, to }: Days, asked: Asked): Promise<Day[]> {
  const last = addParkDays(from, DAYS_AT_ONCE - 1);
  const part = { from, to: to < last ? to : last };
  const [events, ledger] = await Promise.all([eventDays(db, part, asked), ledgerDays(db, part, asked)]);
  return daysBetween(from, part.to).map((day) => dayOf(day, events, ledger));
}

/**
 * What phones told, by day. First by person and second of dwelling, so that each person is in one row of `-1`, then by
 * day and second, then by day.
 */
function eventDays(db: Db, { from, to }: Days, { asOf, except }: Asked): Promise<EventsOfDay[]> {
  const seen = (what: unknown, whose: unknown) => $.sum(when(both(is('$_id.s', -1), what, whose), 1, 0));
  const viewed = $.gt(['$pv', 0]);
  const member = $.gt(['$member', 0]);
  const back = (n: number) => seen(is('$age', n), member);
  return db.aggregate<EventsOfDay>('events', [
    ['match', told({ day: _.and([_.gte(from), _.lte(to)]) }, asOf, except)],
    [
      'group',
      {
        _id: { day: '$day', who: '$who', s: when(is('$name', 'page_leave'), '$dwell', -1) },
        n: $.sum(1),
        pv: $.sum(when(is('$name', 'page_view'), 1, 0)),
        member: $.max(when('$member', 1, 0)),
        shared: $.sum(when(is('$name', 'share_tapped'), 1, 0)),
        age: $.max($.ifNull(['$age', 0])),
      },
    ],
    [
      'group',
      {
        _id: { day: '$_id.day', s: '$_id.s' },
        n: $.sum('$n'),
        pv: $.sum('$pv'),
        uv: seen(viewed, member),
        guests: seen(viewed, is('$member', 0)),
        active: seen(true, member),
        sharers: seen($.gt(['$shared', 0]), member),
        back1: back(1),
        back7: back(7),
        back30: back(30),
      },
    ],
    [
      'group',
      {
        _id: '$_id.day',
        dwell: $.push({ seconds: '$_id.s', n: '$n' }),
        ...sums(['pv', 'uv', 'guests', 'active', 'sharers', 'back1', 'back7', 'back30']),
      },
    ],
    ['project', { _id: 0, day: '$_id', dwell: dwelt, ...kept(EVENT_FIELDS) }],
  ]);
}
const EVENT_FIELDS = ['pv', 'uv', 'guests', 'active', 'sharers', 'back1', 'back7', 'back30'];
const dwelt = $.filter({ input: '$dwell', as: 'one', cond: $.gte(['$$one.seconds', 0]) });
const sums = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, $.sum(`$${field}`)]));
const kept = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, 1]));

/** Events that phones told, known at an instant. */
const told = (which: Filter, asOf: Instant, except: MemberId[]): Filter =>
  ({ ...which, knownAt: _.lte(asOf), hash: _.neq(null), who: _.nin(except) }) as unknown as Filter;

/** What the ledger says, by day of the row. */
function ledgerDays(db: Db, { from, to }: Days, { asOf, except }: Asked): Promise<LedgerOfDay[]> {
  const [begin, end] = [startOfParkDay(from), startOfParkDay(addParkDays(to, 1))];
  const type = (name: string) => is('$type', name);
  const ofCoupon = $.neq(['$couponId', null]);
  const count = (condition: unknown) => $.sum(when(condition, 1, 0));
  const add = (name: string, field: string) => $.sum(when(type(name), field, 0));
  const net = (field: string, whose: unknown) =>
    $.sum(
      when(
        both(type('redemption'), whose),
        field,
        when(both(type('undo'), whose), $.multiply([field, -1]), 0),
      ),
    );
  return db
    .aggregate<Omit<LedgerOfDay, 'day'> & { n: number }>('ledger', [
      ['match', rows(DAILY, { from: begin, to: end }, asOf, except)],
      [
        'group',
        {
          _id: $.floor($.divide([$.subtract(['$at', begin]), DAY_MS])),
          joined: count(both(type('consent'), is('$joined', true))),
          invited: count(both(type('consent'), is('$joined', true), $.gt(['$inviter', null]))),
          claimed: count(type('issue')),
          uses: $.sum(when(both(type('redemption'), ofCoupon), '$uses', 0)),
          undone: $.sum(when(both(type('undo'), ofCoupon), '$uses', 0)),
          value: net('$cost', ofCoupon),
          benefits: net('$uses', is('$couponId', null)),
          orders: count(type('paid')),
          gross: add('paid', '$amount'),
          refunded: add('refunded', '$amount'),
        },
      ],
      ['project', { _id: 0, n: '$_id', ...kept(LEDGER_FIELDS) }],
    ])
    .then((found) => found.map(({ n, ...sum }) => ({ ...sum, day: addParkDays(from, n) })));
}
const LEDGER_FIELDS = [
  ...['joined', 'invited', 'claimed', 'uses', 'undone', 'value', 'benefits', 'orders', 'gross', 'refunded'],
];
const DAILY = ['issue', 'redemption', 'undo', 'paid', 'refunded', 'consent'];

const rows = (
  types: string[],
  { from, to }: { from: Instant; to: Instant },
  asOf: Instant,
  except: MemberId[],
): Filter =>
  ({
    type: _.in(types),
    at: _.and([_.gte(from), _.lt(to)]),
    knownAt: _.lte(asOf),
    memberId: _.nin(except),
  }) as unknown as Filter;

/** Who paid in some days, once or more often, and who invited somebody: one request. */
export async function peopleOfDays(db: Db, { from, to }: Days, { asOf, except }: Asked): Promise<People> {
  const window = { from: startOfParkDay(from), to: startOfParkDay(addParkDays(to, 1)) };
  const paid = is('$type', 'paid');
  const found = await db.aggregate<{ type: string; people: number; often: number }>('ledger', [
    ['match', rows(['paid', 'consent'], window, asOf, except)],
    [
      'group',
      { _id: { type: '$type', who: when(paid, '$memberId', $.ifNull(['$inviter', null])) }, n: $.sum(1) },
    ],
    ['match', { '_id.who': _.gt('') }],
    ['group', { _id: '$_id.type', people: $.sum(1), often: $.sum(when($.gt(['$n', 1]), 1, 0)) }],
    ['project', { _id: 0, type: '$_id', people: 1, often: 1 }],
  ]);
  const of = (type: string) => found.find((row) => row.type === type);
  return {
    ...NO_PEOPLE,
    buyers: of('paid')?.people ?? 0,
    repeatBuyers: of('paid')?.often ?? 0,
    inviting: of('consent')?.people ?? 0,
  };
}

/** Members who agreed to be known from day to day, active in the seven and thirty days that end with one: one request. */
export async function reachOf(db: Db, to: ParkDay, { asOf, except }: Asked): Promise<Reach> {
  const days = { day: _.and([_.gte(addParkDays(to, -29)), _.lte(to)]), name: _.neq('page_leave') };
  const [reach] = await db.aggregate<Reach>('events', [
    [
      'match',
      { ...told(days, asOf, []), member: true, who: _.and([_.gte('b'), _.nin(except)]) } as unknown as Filter,
    ],
    ['group', { _id: '$who', last: $.max('$day') }],
    ['group', { _id: null, mau: $.sum(1), wau: $.sum(when($.gte(['$last', addParkDays(to, -6)]), 1, 0)) }],
    ['project', { _id: 0, mau: 1, wau: 1 }],
  ]);
  return reach ?? { wau: 0, mau: 0 };
}
