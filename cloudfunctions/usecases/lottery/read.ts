import type { RoundRow, RoundView } from '../../../shared-types/contract/lottery';
import type { RoundId } from '../../../shared-types/ids';
import { readCursor, writeCursor } from '../../domain/cursor';
import type { RoundDoc } from '../../domain/lottery/round';
import { roundRow, roundView } from '../../domain/lottery/views';
import { isEligible, isShownToGuests } from '../../domain/offer/audience';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { factsFor } from '../../store/facts';
import { entryIdOf, type Guesser, guesserOf } from '../../store/rounds';

const PAGE = 20;
/** Rounds that are open beside the one that is asked for. */
const OTHERS = 9;

/** The open round that closes first, and the others that are open. */
export async function currentRound(_input: object, ctx: Ctx): Promise<Result<RoundView | null>> {
  const { db, now } = ctx;
  const open = { status: 'published', 'spec.opensAt': _.lte(now), 'spec.closesAt': _.gt(now) };
  const order: Array<[string, 'asc']> = [
    ['spec.closesAt', 'asc'],
    ['_id', 'asc'],
  ];
  const [round, ...rest] = await db.find('rounds', open, { order, limit: 1 + OTHERS });
  const view = round ? await viewOf(ctx, round) : null;
  const others = rest.map((other) => roundRow(other, now));
  return done(view && others.length > 0 ? { ...view, others } : view);
}

/** One round, for anybody. */
export async function oneRound({ roundId }: { roundId: RoundId }, ctx: Ctx): Promise<Result<RoundView>> {
  const round = await ctx.db.get('rounds', roundId);
  const view = round && (await viewOf(ctx, round));
  return view ? done(view) : refuse('not_found');
}

/** The round with how many are in it now and what the caller has to do with it. */
export async function viewOf(ctx: Ctx, round: RoundDoc): Promise<RoundView | null> {
  const { db, keys, openid, now } = ctx;
  if (!round.promise) return null;
  const memberId = keys.memberId(openid);
  const isToGuess = round.status === 'published' && now < round.spec.closesAt;
  const [entries, who, wins, sky] = await Promise.all([
    round.closed ? round.closed.entries : db.count('entries', { roundId: round._id }),
    guesserOf(db, memberId, entryIdOf(keys, round._id, memberId)),
    round.drawn ? db.find('wins', { memberId, roundId: round._id }) : [],
    isToGuess ? ctx.sky(round.spec.location, now) : null,
  ]);
  const view = roundView(round, {
    now,
    entries,
    mine: who.entry?.memberId === memberId ? who.entry : null,
    win: wins[0] ?? null,
    eligible: await mayGuess(ctx, round, who),
  });
  return view && sky ? { ...view, sky } : view;
}

async function mayGuess(
  { db, now }: Ctx,
  { spec: { audience } }: RoundDoc,
  { member }: Guesser,
): Promise<boolean | null> {
  if (!member) return isShownToGuests(audience) ? true : null;
  return isEligible(audience, await factsFor(db, now, member, [audience]));
}

/** Rounds that were announced, the latest to close first. */
export async function listRounds(
  input: { cursor?: string | undefined },
  { db, now }: Ctx,
): Promise<Result<{ items: RoundRow[]; cursor?: string }>> {
  const before = readCursor(input.cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const rows = await db.find('rounds', beforeCursor(before, _.in(['published', 'void'])), {
    order: LATEST_FIRST,
    limit: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE).filter(({ promise }) => promise !== null);
  return done({ items: shown.map((round) => roundRow(round, now)), ...nextCursor(rows) });
}

export const LATEST_FIRST: Array<[string, 'desc']> = [
  ['spec.closesAt', 'desc'],
  ['_id', 'desc'],
];
/** Rounds of a status below where a page ended. */
export const beforeCursor = (before: { at: number; id: string } | null, status: unknown): Filter =>
  _.and([
    { status },
    ...(before
      ? [_.or([{ 'spec.closesAt': _.lt(before.at) }, { 'spec.closesAt': before.at, _id: _.lt(before.id) }])]
      : []),
  ]) as unknown as Filter;
export function nextCursor(rows: RoundDoc[]): { cursor?: string } {
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return last ? { cursor: writeCursor(last.spec.closesAt, last._id) } : {};
}
