import type { DrawProof } from '../../../shared-types/contract/lottery';
import type { RoundId } from '../../../shared-types/ids';
import { entryOf, wayUp } from '../../domain/lottery/copy';
import { INLINE_ENTRIES, proofOf } from '../../domain/lottery/proof';
import type { Closed, RoundDoc } from '../../domain/lottery/round';
import type { WinDoc } from '../../domain/lottery/win';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Db, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { pageSummaries, pagesByNumber } from '../../store/rounds';

/** Everything a stranger needs to check a draw; with an `entryNo`, also that entry's way up to the root. */
export async function drawProof(
  { roundId, entryNo }: { roundId: RoundId; entryNo?: string | undefined },
  { db, files, now }: Ctx,
): Promise<Result<DrawProof>> {
  const round = await db.get('rounds', roundId);
  if (!round?.promise) return refuse('not_found');
  if (!round.closed || !round.drawn) return refuse('proof_not_ready');
  const { closed } = round;
  const [wins, entries, url, path] = await Promise.all([
    winsOf(db, roundId),
    closed.entries <= INLINE_ENTRIES ? entriesOf(db, round, closed) : undefined,
    closed.file ? files.link(closed.file.fileId) : undefined,
    entryNo === undefined ? undefined : wayOf(db, round, closed, entryNo),
  ]);
  if (path === null) return refuse('not_found');
  const parts = { now, ...(entries ? { entries } : {}), ...(url ? { url } : {}), ...(path ? { path } : {}) };
  return done(proofOf(round, wins, parts) as DrawProof);
}

/** Each page is a request of its own, so that no answer of the database grows. */
async function entriesOf(db: Db, { _id }: RoundDoc, { pages }: Closed) {
  const all = await Promise.all(Array.from({ length: pages }, (_unused, k) => pagesByNumber(db, _id, [k])));
  return all.flat().flatMap(({ lines }) => lines.map(entryOf));
}

/** null: the copy has no such entry. */
async function wayOf(db: Db, { _id }: RoundDoc, { pages }: Closed, entryNo: string) {
  const [summaries, [page]] = await Promise.all([
    pageSummaries(db, _id, pages),
    db.find(
      'entryPages',
      { roundId: _id, last: _.gte(entryNo), k: _.lt(pages) },
      { order: [['last', 'asc']], limit: 1 },
    ),
  ]);
  return page ? wayUp(page, summaries, entryNo) : null;
}

async function winsOf(db: Db, roundId: RoundId): Promise<WinDoc[]> {
  const wins: WinDoc[] = [];
  for (let after = -1; ; ) {
    const page = await db.find(
      'wins',
      { roundId, n: _.gt(after) },
      { order: [['n', 'asc']], limit: MAX_ROWS, fields: ['n', 'tier', 'name', 'entryNo'] },
    );
    wins.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return wins;
    after = last.n;
  }
}
