import { drawSeedOf } from '../../../shared-types/draw/seed';
import { entryOf } from '../../domain/lottery/copy';
import { drawnPlaces, fieldOf, lineAt, type Place, prizeIndices } from '../../domain/lottery/draw';
import type { EntryDoc } from '../../domain/lottery/entry';
import type { RoundDoc } from '../../domain/lottery/round';
import { claimEnd, newWin, type WinDoc } from '../../domain/lottery/win';
import { _, MAX_ROWS } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { addMissing } from '../../store/add-missing';
import { appoint } from '../../store/plan';
import {
  pageSummaries,
  pagesByNumber,
  TELL_JOB,
  tellAppointment,
  winIdOf,
  writeRound,
} from '../../store/rounds';
import { tellAt } from './tell';
import type { Tended } from './tended';

const ROWS = 100;

/**
 * Draws: winners follow from seed, copy and prizes, so whoever draws, and however often, draws the same. Their rows are
 * added first, under derived ids; the round's own write shows them.
 */
export async function drawRound(ctx: TimerCtx, round: RoundDoc): Promise<Tended> {
  const { db, keys, now } = ctx;
  const { promise, settled, closed } = round as Required<RoundDoc>;
  if (!promise || !settled || !closed) return 'done';
  const serverSeed = keys.openSeed(promise.seed, round._id);
  if (serverSeed === null)
    throw new Error(`the seed of ${round._id} cannot be opened: LOTTERY_KEY was changed`);
  const { observationHash, drand, observation } = settled;
  const drawSeed = drawSeedOf(
    serverSeed,
    closed.entriesRoot,
    observationHash,
    drand?.randomness ?? '',
  ) as string;
  const field = fieldOf(
    await pageSummaries(db, round._id, closed.pages),
    settled.answer,
    promise.rules.noWinner,
  );
  const prizes = prizeIndices(promise.rules);
  const winners = await winsOf(ctx, round, { drawSeed, field, from: 0, prizes });
  await addWins(ctx, winners);
  await appoint(db, tellAppointment(round._id), { job: TELL_JOB, at: tellAt(now), subject: round._id });
  const drawn = {
    at: now,
    serverSeed,
    drawSeed,
    among: field.among,
    candidates: field.candidates,
    winners: winners.length,
    claimUntil: claimEnd(promise.rules, observation.at),
    issued: false,
  };
  return { next: (await writeRound(db, round, { drawn })) === 1 ? 'drawn' : `again|${round.rev}` };
}

export async function addWins({ db }: Pick<TimerCtx, 'db'>, wins: WinDoc[]): Promise<void> {
  for (let from = 0; from < wins.length; from += ROWS)
    await addMissing(db, 'wins', wins.slice(from, from + ROWS));
}

interface Draw {
  drawSeed: string;
  field: ReturnType<typeof fieldOf>;
  /** The first place in the order of the draw that is wanted; `prizes`: for each from there on, what it wins. */
  from: number;
  prizes: number[];
  /** For alternates: the wins that they are called for, one each. */
  replaces?: WinDoc[];
}

/** The rows of so many places of the draw; fewer where there are no more candidates. */
export async function winsOf(ctx: TimerCtx, round: RoundDoc, draw: Draw): Promise<WinDoc[]> {
  const { drawSeed, field, from, prizes, replaces } = draw;
  const places = drawnPlaces(field, drawSeed, from, prizes.length);
  const owners = await entriesAt(ctx, round, field.among, places);
  const at = replaces ? ctx.now : (round.settled?.observation.at ?? ctx.now);
  return owners.map((entry, i) =>
    newWin(round, entry, {
      winId: winIdOf(ctx.keys, round._id, from + i),
      n: from + i,
      prize: prizes[i] as number,
      replaces: replaces?.[i]?._id ?? null,
      at,
    }),
  );
}

type Owner = Pick<EntryDoc, 'entryNo' | 'memberId'>;
/** A page has some 100 KB, and an answer of the database a bound. */
const PAGES_AT_ONCE = 8;

/** The entries at drawn places, in that order. */
async function entriesAt(
  { db }: TimerCtx,
  { _id, settled }: RoundDoc,
  among: Draw['field']['among'],
  places: Place[],
): Promise<Owner[]> {
  const entryNos = new Map<Place, string>();
  const numbers = [...new Set(places.map(({ k }) => k))];
  for (let i = 0; i < numbers.length; i += PAGES_AT_ONCE)
    for (const page of await pagesByNumber(db, _id, numbers.slice(i, i + PAGES_AT_ONCE)))
      for (const place of places)
        if (place.k === page.k && settled)
          entryNos.set(place, entryOf(lineAt(page, among, settled.answer, place.nth)).entryNo);
  const wanted = [...entryNos.values()];
  const owners = new Map<string, Owner>();
  for (let i = 0; i < wanted.length; i += MAX_ROWS) {
    const some = { roundId: _id, entryNo: _.in(wanted.slice(i, i + MAX_ROWS)) };
    for (const entry of await db.find('entries', some, { fields: ['entryNo', 'memberId'], limit: MAX_ROWS }))
      owners.set(entry.entryNo, entry);
  }
  return places.map((place) => owners.get(entryNos.get(place) as string) as Owner);
}
