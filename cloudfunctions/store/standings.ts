import { canonicalJson } from '../../shared-types/canonical-json';
import type { MemberId, ParkDay } from '../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../shared-types/park-day';
import type { LedgerRow } from '../domain/ledger';
import { COUNTING } from '../domain/member/counts';
import type { MemberDoc } from '../domain/member/member';
import { type History, standingOf, visitsKept, WINDOW_DAYS } from '../domain/member/standing';
import { cardAfter, mostVisits, type Thresholds } from '../domain/member/tier';
import { _, $, type Db } from '../platform/db';
import { random, sleep } from '../platform/random';
import { setting } from './config';

const TRIES = 8;
/** The days on which rows of this batch count, by member. */
type Touched = Map<MemberId, ParkDay[]>;

/**
 * Brings tier and standing of the members up to date whom these ledger rows are about; the rows are in the ledger
 * already. Everything is worked out from the ledger anew, so carrying it out twice changes nothing. Two requests for all
 * of them, and one update for each that changed (one for many that changed alike).
 */
export async function refreshStandings(db: Db, now: number, rows: LedgerRow[]): Promise<void> {
  let open: Touched = new Map();
  for (const row of rows)
    if ('counts' in row) open.set(row.memberId, [...(open.get(row.memberId) ?? []), row.counts.day]);
  if (open.size === 0) return;
  const thresholds = await setting(db, now, 'tiers');
  for (let n = 0; open.size > 0; n++) {
    if (n === TRIES) throw new Error('members stayed contended');
    if (n > 0) await sleep(random.backoffMs(n));
    open = await refreshOnce(db, now, open, thresholds);
  }
}

type Change = Pick<MemberDoc, 'tier' | 'standing' | 'fall'>;

/** Answers who has to be tried again: somebody else has written the member meanwhile. */
async function refreshOnce(db: Db, now: number, touched: Touched, thresholds: Thresholds): Promise<Touched> {
  const ids = [...touched.keys()];
  const fields = ['rev', 'tier', 'standing', 'fall', 'joinedAt', 'firstJoinedAt', 'erasedAt'];
  // Members before the ledger, never both at once: with the same `rev`, a ledger that was read later knows more.
  const members = await db.find('members', { _id: _.in(ids) }, { fields });
  const histories = await historiesOf(db, touched, thresholds);
  const alike = new Map<string, { ids: MemberId[]; rev: number; change: Change }>();
  for (const member of members) {
    const history = histories.get(member._id) ?? { visits: [], paid: [] };
    const change = changeOf(member, history, touched.get(member._id) ?? [], now, thresholds);
    if (!change) continue;
    const key = canonicalJson([member.rev, change]);
    const group = alike.get(key) ?? { ids: [], rev: member.rev, change };
    alike.set(key, { ...group, ids: [...group.ids, member._id] });
  }
  const lost = await Promise.all([...alike.values()].map((group) => writeAlike(db, group)));
  return new Map(lost.flat().map((id) => [id, touched.get(id) ?? []]));
}

/** null: nothing is different from what the member says already. */
function changeOf(
  member: MemberDoc,
  history: History,
  days: ParkDay[],
  now: number,
  thresholds: Thresholds,
): Change | null {
  if (member.erasedAt !== null) return null;
  const standing = standingOf(
    sinceJoining(history, member),
    member.standing,
    parkDayOf(now),
    mostVisits(thresholds),
  );
  const change = { standing, ...cardAfter(member, standing, days, now, thresholds) };
  const { tier, standing: before, fall } = member;
  return canonicalJson(change) === canonicalJson({ tier, standing: before, fall }) ? null : change;
}

/** Who left and joined again begins anew. */
function sinceJoining({ visits, paid }: History, { joinedAt, firstJoinedAt }: MemberDoc): History {
  if (joinedAt === firstJoinedAt) return { visits, paid };
  const from = parkDayOf(joinedAt);
  return { visits: visits.filter((day) => day >= from), paid: paid.filter(({ day }) => day >= from) };
}

/** An update that did not reach all of them may have reached some: they are asked again, and find nothing to change. */
async function writeAlike(
  db: Db,
  { ids, rev, change }: { ids: MemberId[]; rev: number; change: Change },
): Promise<MemberId[]> {
  const { tier, standing, fall } = change;
  const updated = await db.update(
    'members',
    { _id: _.in(ids), rev },
    { rev: _.inc(1), tier, standing: _.set(standing), fall: fall && _.set(fall) },
  );
  return updated === ids.length ? [] : ids;
}

interface HistoryRow extends History {
  _id: MemberId;
}

/** What the ledger says of each, from a year before the first day in question: one request. */
async function historiesOf(
  db: Db,
  touched: Touched,
  thresholds: Thresholds,
): Promise<Map<MemberId, History>> {
  const first = [...touched.values()].flat().sort()[0] as ParkDay;
  const isVisit = $.eq(['$$row.id', '']);
  const only = (condition: unknown) => $.filter({ input: '$rows', as: 'row', cond: condition });
  const rows = await db.aggregate<HistoryRow>('ledger', [
    [
      'match',
      {
        memberId: _.in([...touched.keys()]),
        type: _.in([...COUNTING]),
        'counts.day': _.gte(addParkDays(first, -WINDOW_DAYS)),
      },
    ],
    [
      'group',
      {
        // Visits are net by day, money is row by row.
        _id: {
          memberId: '$memberId',
          day: '$counts.day',
          id: $.cond([$.eq(['$counts.paid', 0]), '', '$_id']),
        },
        visits: $.sum('$counts.visits'),
        fen: $.sum('$counts.paid'),
      },
    ],
    ['match', _.or([{ visits: _.gt(0) }, { fen: _.neq(0) }]) as unknown as object],
    ['sort', { '_id.day': -1 }],
    ['group', { _id: '$_id.memberId', rows: $.push({ day: '$_id.day', id: '$_id.id', fen: '$fen' }) }],
    [
      'project',
      {
        visits: $.slice([
          $.map({ input: only(isVisit), as: 'row', in: '$$row.day' }),
          visitsKept(mostVisits(thresholds)),
        ]),
        paid: only($.not(isVisit)),
      },
    ],
  ]);
  return new Map(rows.map(({ _id, visits, paid }) => [_id, { visits, paid }]));
}
