import { fieldOf } from '../../domain/lottery/draw';
import type { RoundDoc } from '../../domain/lottery/round';
import { unreplaced, type WinDoc } from '../../domain/lottery/win';
import { _, MAX_ROWS } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { pageSummaries, releasePrizes, writeRound } from '../../store/rounds';
import { addWins, winsOf } from './draw-round';
import { issueCoupons } from './issue-coupons';
import type { Tended } from './tended';

/**
 * What follows from a draw, until nothing more can: coupons are given, prizes that nobody claimed lapse and go to the
 * next of the draw, and what is left goes back to the organiser. One thing a step; each looks at what is there.
 */
export async function afterDraw(ctx: TimerCtx, round: RoundDoc, cursor: string | null): Promise<Tended> {
  const { db, now } = ctx;
  const { _id, drawn } = round as RoundDoc & { drawn: NonNullable<RoundDoc['drawn']> };
  const step = Number(cursor?.split('|')[1] ?? 0) + 1;
  if ((await issueCoupons(ctx, round)) > 0) return { next: `issued|${step}` };

  const overdue = { roundId: _id, status: 'to_claim', claimUntil: _.lte(now) };
  await db.update('wins', overdue, { rev: _.inc(1), status: 'lapsed' });
  const wins = await winsIn(ctx, round);
  if (await callAlternates(ctx, round, wins)) return { next: `called|${step}` };

  const open = wins.filter(({ status }) => status === 'to_claim').map(({ claimUntil }) => claimUntil);
  await releasePrizes(db, round, now);
  if (!drawn.issued) await writeRound(db, round, { drawn: { ...drawn, issued: true } });
  return open.length > 0 ? { at: Math.min(...open) } : 'done';
}

async function winsIn({ db }: TimerCtx, { _id }: RoundDoc): Promise<WinDoc[]> {
  const wins: WinDoc[] = [];
  for (let after = -1; ; ) {
    const page = await db.find(
      'wins',
      { roundId: _id, n: _.gt(after) },
      { order: [['n', 'asc']], limit: MAX_ROWS, fields: ['n', 'prize', 'status', 'claimUntil', 'replaces'] },
    );
    wins.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return wins;
    after = last.n;
  }
}

/** Calls the next of the draw for every win that lapsed; false if there is none to call, or nobody left. */
async function callAlternates(ctx: TimerCtx, round: RoundDoc, wins: WinDoc[]): Promise<boolean> {
  const lapsed = unreplaced(wins);
  const { promise, closed, settled, drawn } = round;
  if (lapsed.length === 0 || !promise || !closed || !settled || !drawn) return false;
  const pages = await pageSummaries(ctx.db, round._id, closed.pages);
  const called = await winsOf(ctx, round, {
    drawSeed: drawn.drawSeed,
    field: fieldOf(pages, settled.answer, promise.rules.noWinner),
    from: wins.length,
    prizes: lapsed.map(({ prize }) => prize),
    replaces: lapsed,
  });
  await addWins(ctx, called);
  return called.length > 0;
}
