import type { ReconcileView } from '../../shared-types/contract/books';
import type { MemberId } from '../../shared-types/ids';
import type { MemberDoc } from '../domain/member/member';
import type { PointsRow } from '../domain/member/points';
import { accountThatDiffers, beginningsThatDiffer, type PointsSum } from '../domain/member/points-books';
import { _, $, type Db, type Filter, MAX_ROWS } from '../platform/db';
import { dirty } from './outbox';

type Books = Pick<ReconcileView, 'points' | 'differences'>;
/** An answer has a thousand rows: so many members are compared one by one, more by sums of those whose ids begin alike. */
const ONE_BY_ONE = 900;
const AT_ONCE = 200;
const ALL = 'mbr_';

/**
 * The balances of all members beside the rows of the ledger; a member that differs is named, with the rows that do not
 * go on from the one before. Costs the same requests for any number of members, and a few more for each that differs;
 * reads whoever has points, and their rows.
 * Among more than 900 members, two who have exchanged their whole balances could go unseen.
 */
export async function pointsBooks(db: Db): Promise<Books> {
  // What waits in an outbox counts as written; whoever has something there is looked at alone.
  const waiting = await membersWithWaitingRows(db);
  const [accounts, rows] = await sumsBelow(db, ALL, waiting);
  const suspects = new Set<MemberId>(waiting);
  const total = (sums: PointsSum[]) => sums.reduce((sum, { members }) => sum + members, 0);
  const isSmall = Math.max(total(accounts), total(rows)) <= ONE_BY_ONE;
  const open = isSmall ? [{ begins: ALL, members: 0 }] : beginningsThatDiffer(accounts, rows);
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.members <= ONE_BY_ONE)
      for (const id of await differingBelow(db, next.begins, waiting)) suspects.add(id);
    else open.push(...beginningsThatDiffer(...(await sumsBelow(db, next.begins, waiting))));
  }
  const looked = await lookAt(db, [...suspects]);
  const points = (sums: PointsSum[]) => sums.reduce((sum, one) => sum + one.points, 0);
  const ofWaiting = looked.filter(({ memberId }) => waiting.includes(memberId));
  return {
    points: {
      members: points(accounts) + ofWaiting.reduce((sum, { balance }) => sum + balance, 0),
      ledger: points(rows) + ofWaiting.flatMap((one) => one.rows).reduce((sum, { delta }) => sum + delta, 0),
    },
    differences: looked.flatMap((one) => accountThatDiffers(one.memberId, one.balance, one.rows)),
  };
}

async function membersWithWaitingRows(db: Db): Promise<MemberId[]> {
  const members = await db.find('members', dirty(), { fields: ['ob'], limit: MAX_ROWS });
  return members.filter((member) => waitingRows(member).length > 0).map(({ _id }) => _id);
}

const waitingRows = ({ ob }: Pick<MemberDoc, 'ob'>): PointsRow[] =>
  ob.flatMap((entry) => (entry.to === 'ledger' && entry.d.type === 'points' ? [entry.d] : []));

/** All but those who are looked at alone; `~` comes after every character of an id. */
const beginsWith = (begins: string, except: string[]) =>
  begins === ALL ? _.nin(except) : _.and([_.gte(begins), _.lt(`${begins}~`), _.nin(except)]);

/** Members who have points or owe some, by the index on points: whoever has none costs nothing. */
const withPoints = (begins: string, except: string[]): Filter =>
  _.and([
    { _id: beginsWith(begins, except) },
    _.or([{ points: _.gt(0) }, { points: _.lt(0) }]),
  ]) as unknown as Filter;

/** Balances, and rows, summed up by one character more than `begins`. */
function sumsBelow(db: Db, begins: string, except: MemberId[]): Promise<[PointsSum[], PointsSum[]]> {
  const summed = [
    'group',
    {
      _id: $.substr(['$_id', 0, begins.length + 1]),
      members: $.sum(1),
      points: $.sum('$points'),
      squares: $.sum($.multiply(['$points', '$points'])),
    },
  ] as const;
  return Promise.all([
    db.aggregate<PointsSum>('members', [
      ['match', withPoints(begins, except)],
      ['project', { points: 1 }],
      [...summed],
    ]),
    db.aggregate<PointsSum>('ledger', [...balancesOf(beginsWith(begins, except)), [...summed]]),
  ]);
}

/** The balance of each member as its rows have it; nobody with nothing. */
const balancesOf = (ids: unknown): Array<['match' | 'group', object]> => [
  ['match', { memberId: ids, type: 'points' }],
  ['group', { _id: '$memberId', points: $.sum('$delta') }],
  ['match', { points: _.neq(0) }],
];

async function differingBelow(db: Db, begins: string, except: MemberId[]): Promise<MemberId[]> {
  const [members, rows] = await Promise.all([
    db.find('members', withPoints(begins, except), { fields: ['points'], limit: MAX_ROWS }),
    db.aggregate<{ _id: MemberId; points: number }>('ledger', balancesOf(beginsWith(begins, except))),
  ]);
  const balances = new Map(members.map(({ _id, points }) => [_id, points]));
  const sums = new Map(rows.map(({ _id, points }) => [_id, points]));
  return [...new Set([...balances.keys(), ...sums.keys()])].filter(
    (id) => (balances.get(id) ?? 0) !== (sums.get(id) ?? 0),
  );
}

interface Looked {
  memberId: MemberId;
  balance: number;
  rows: PointsRow[];
}

async function lookAt(db: Db, ids: MemberId[]): Promise<Looked[]> {
  const all: Looked[] = [];
  for (let i = 0; i < ids.length; i += AT_ONCE)
    all.push(...(await lookAtSome(db, ids.slice(i, i + AT_ONCE))));
  return all;
}

/** The members first: a row that leaves an outbox meanwhile is then in the ledger, and counted once by its id. */
async function lookAtSome(db: Db, ids: MemberId[]): Promise<Looked[]> {
  const members = await db.find('members', { _id: _.in(ids) }, { fields: ['points', 'ob'], limit: MAX_ROWS });
  const rows = new Map<MemberId, Map<string, PointsRow>>(ids.map((id) => [id, new Map()]));
  for (const row of await rowsOf(db, ids)) rows.get(row.memberId)?.set(row._id, row);
  for (const member of members)
    for (const row of waitingRows(member)) rows.get(member._id)?.set(row._id, row);
  return ids.map((memberId) => ({
    memberId,
    balance: members.find(({ _id }) => _id === memberId)?.points ?? 0,
    rows: [...(rows.get(memberId)?.values() ?? [])],
  }));
}

async function rowsOf(db: Db, ids: MemberId[]): Promise<PointsRow[]> {
  const all: PointsRow[] = [];
  for (let after = ''; ; ) {
    const filter = { memberId: _.in(ids), type: 'points', _id: _.gt(after) };
    const page = (await db.find('ledger', filter, {
      order: [['_id', 'asc']],
      limit: MAX_ROWS,
    })) as PointsRow[];
    all.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return all;
    after = last._id;
  }
}
