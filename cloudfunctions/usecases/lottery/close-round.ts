import type { RoundId } from '../../../shared-types/ids';
import { countOf, entriesRootOf, entryOf, PAGE_LINES, pageId, pageOf } from '../../domain/lottery/copy';
import type { EntryPage } from '../../domain/lottery/entry';
import { INLINE_ENTRIES } from '../../domain/lottery/proof';
import type { RoundDoc } from '../../domain/lottery/round';
import { _, type Db } from '../../platform/db';
import { sha256 } from '../../platform/keys';
import type { TimerCtx } from '../../platform/timer';
import { addOnce } from '../../store/add-missing';
import { pageSummaries, pagesByNumber, writeRound } from '../../store/rounds';
import type { Tended } from './tended';

/** Pages between two looks at the plan; a step takes a second or two. */
const PAGES_A_STEP = 10;
/** A page has some 100 KB, and an answer of the database a bound. */
const PAGES_AT_ONCE = 8;

/**
 * Copies the entries as they stand, page by page, and publishes the root over the copy. What is in the copy counts: its
 * pages are added once and never changed, so whoever repeats a step goes on from the page that is there. Before the first
 * page the round says that it is closing; a guess that is written after that finds out (see `late.ts`).
 */
export async function closeRound(ctx: TimerCtx, round: RoundDoc, cursor: string | null): Promise<Tended> {
  const { db, now } = ctx;
  if (round.closingAt === null) {
    await writeRound(db, round, { closingAt: now });
    return { next: 'closing' };
  }
  let place = placeIn(cursor) ?? (await placeOfLast(db, round._id));
  for (let n = 0; !place.ended; n++) {
    if (n === PAGES_A_STEP) return { next: `page|${place.k}|${place.last}` };
    const page = await copyPage(db, round._id, place);
    place = { k: place.k + 1, last: page?.last ?? '', ended: page?.lines.length !== PAGE_LINES };
  }
  return (await publishRoot(ctx, round)) ? { next: 'closed' } : { next: `again|${round.rev}` };
}

/** Where the copy goes on: the number of the next page, and the last entryNo before it. `ended`: there is none. */
interface Place {
  k: number;
  last: string;
  ended: boolean;
}

function placeIn(cursor: string | null): Place | null {
  const [kind, k, last = ''] = cursor?.split('|') ?? [];
  return kind === 'page' ? { k: Number(k), last, ended: false } : null;
}

async function placeOfLast(db: Db, roundId: RoundId): Promise<Place> {
  const [page] = await db.find('entryPages', { roundId }, { order: [['last', 'desc']], limit: 1 });
  if (!page) return { k: 0, last: '', ended: false };
  return { k: page.k + 1, last: page.last, ended: page.lines.length < PAGE_LINES };
}

/** Page k, as this run or an earlier one has made it; null if there is nothing to be copied. */
async function copyPage(db: Db, roundId: RoundId, { k, last }: Place): Promise<EntryPage | null> {
  const entries = await db.find(
    'entries',
    { roundId, entryNo: _.gt(last) },
    { order: [['entryNo', 'asc']], limit: PAGE_LINES, fields: ['entryNo', 'ticketHash', 'answer'] },
  );
  if (entries.length === 0) return null;
  const page = pageOf(roundId, k, entries);
  return (await addOnce(db, 'entryPages', page)) === 1 ? page : db.get('entryPages', pageId(roundId, k));
}

async function publishRoot({ db, files, now }: TimerCtx, round: RoundDoc): Promise<boolean> {
  const pages = await pageSummaries(db, round._id);
  const entries = pages.reduce((sum, page) => sum + countOf(page), 0);
  const closed = {
    at: now,
    entries,
    pages: pages.length,
    entriesRoot: entriesRootOf(pages),
    file: entries > INLINE_ENTRIES ? await keepFile() : null,
  };
  return (await writeRound(db, round, { closed })) === 1;

  /** The copy as a file, for proofs that cannot have it in them: the same bytes whenever it is made. */
  async function keepFile() {
    const parts: string[] = [];
    const numbers = pages.map(({ k }) => k);
    for (let i = 0; i < numbers.length; i += PAGES_AT_ONCE)
      for (const { lines } of await pagesByNumber(db, round._id, numbers.slice(i, i + PAGES_AT_ONCE)))
        parts.push(lines.map((line) => JSON.stringify(entryOf(line))).join(',\n'));
    const text = `[${parts.join(',\n')}]\n`;
    return { fileId: await files.keep(`lottery/${round._id}/entries.json`, text), sha256: sha256(text) };
  }
}
