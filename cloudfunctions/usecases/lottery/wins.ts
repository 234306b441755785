import type { MyGuess, RoundRow, WinnerRow, WinView } from '../../../shared-types/contract/lottery';
import type { RoundId } from '../../../shared-types/ids';
import { readCursor, writeCursor } from '../../domain/cursor';
import { type EntryDoc, myEntry } from '../../domain/lottery/entry';
import { ROW_FIELDS, roundRow, winnerRow } from '../../domain/lottery/views';
import { type WinDoc, winStatus, winView } from '../../domain/lottery/win';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Db, type Filter, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Keys } from '../../platform/keys';
import { addressOf, pickupNoOf } from '../../store/addresses';

const PAGE = 20;
const WINNERS = 100;

/** My guesses, newest first, and with the first page everything I have won. */
export async function mine(
  input: { cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ entries: MyGuess[]; wins: WinView[]; cursor?: string }>> {
  const before = readCursor(input.cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const memberId = keys.memberId(openid);
  const filter = _.and([
    { memberId },
    ...(before ? [_.or([{ at: _.lt(before.at) }, { at: before.at, _id: _.lt(before.id) }])] : []),
  ]) as unknown as Filter;
  const order: Array<[string, 'desc']> = [
    ['at', 'desc'],
    ['_id', 'desc'],
  ];
  const [entries, wins] = await Promise.all([
    db.find('entries', filter, { order, limit: PAGE + 1 }),
    before ? [] : db.find('wins', { memberId }, { limit: MAX_ROWS }),
  ]);
  const last = entries.length > PAGE ? entries[PAGE - 1] : undefined;
  const page = entries.slice(0, PAGE);
  const rounds = await rowsOf(db, page, now);
  return done({
    entries: page.map((entry) => ({ ...myEntry(entry), round: rounds.get(entry.roundId) ?? null })),
    wins: wins.sort((a, b) => (a.day < b.day ? 1 : -1)).map((win) => ownWin(keys, win, now)),
    ...(last ? { cursor: writeCursor(last.at, last._id) } : {}),
  });
}

/** The rounds of a page of guesses, in one request. */
async function rowsOf(db: Db, entries: EntryDoc[], now: number): Promise<Map<RoundId, RoundRow>> {
  if (entries.length === 0) return new Map();
  const ids = entries.map(({ roundId }) => roundId);
  const rounds = await db.find('rounds', { _id: _.in(ids) }, { fields: ROW_FIELDS });
  return new Map(rounds.map((round) => [round._id, roundRow(round, now)]));
}

/** A win with what only its owner is shown: the number it is fetched by, or where it goes. Never kept as an answer. */
function ownWin(keys: Keys, win: WinDoc, now: number): WinView {
  const view = winView(win, now);
  if (view.delivery === 'pickup') return { ...view, pickupNo: pickupNoOf(keys, win._id) };
  const address = win.address && addressOf(keys, win.address, win.memberId);
  return address ? { ...view, address } : view;
}

/** Who has won, prize by prize, alternates last; nobody is named in full. What nobody claimed is not listed. */
export async function winners(
  input: { roundId: RoundId; cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: WinnerRow[]; cursor?: string }>> {
  const after = readCursor(input.cursor);
  if (after === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const { roundId } = input;
  const [round, rows] = await Promise.all([
    db.get('rounds', roundId),
    db.find(
      'wins',
      { roundId, ...(after ? { n: _.gt(after.at) } : {}) },
      { order: [['n', 'asc']], limit: WINNERS + 1 },
    ),
  ]);
  if (!round?.promise) return refuse('not_found');
  if (!round.drawn) return done({ items: [] });
  const page = rows.slice(0, WINNERS);
  const shown = page.filter((win) => winStatus(win, now) !== 'lapsed');
  const people = await db.find(
    'members',
    { _id: _.in(shown.map(({ memberId }) => memberId)) },
    { fields: ['nickname'], limit: MAX_ROWS },
  );
  const nicknames = new Map(people.map(({ _id, nickname }) => [_id, nickname]));
  const me = keys.memberId(openid);
  const last = rows.length > WINNERS ? page.at(-1) : undefined;
  return done({
    items: shown.map((win) => winnerRow(win, nicknames.get(win.memberId) ?? null, me)),
    ...(last ? { cursor: writeCursor(last.n, last._id) } : {}),
  });
}
