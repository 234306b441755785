import type { DrawProof, MyEntry } from '@shared/contract';
import type { CheckedLink, Link } from '@shared/draw/proof';
import { sha256Hex } from '@shared/sha256';

/** What needs the whole list of entries, which a large round has in a file of its own. */
const NEED_ALL: Link[] = ['format', 'entries', 'root', 'candidates', 'winners', 'alternates'];

/**
 * The links this phone can judge: of a large round those that need no more than the own entry and its way up. `path` is
 * about the own entry: it holds only if the proof has that very entry in it, and is left out for who has none.
 */
export function shownLinks(links: CheckedLink[], proof: DrawProof, mine: MyEntry | null): CheckedLink[] {
  // A proof that cannot be read at all has nothing else to say.
  if (links.length === 1) return links;
  return links
    .filter(({ link }) => proof.entries !== undefined || !NEED_ALL.includes(link))
    .filter(({ link }) => link !== 'path' || mine !== null)
    .map((one) => (one.link === 'path' && mine ? { ...one, ok: one.ok && isIn(proof, mine) } : one));
}

function isIn(
  { path }: DrawProof,
  { roundId, pseudonym, salt, ticketHash, entryNo, answer }: MyEntry,
): boolean {
  const own = sha256Hex(`${roundId}|${pseudonym}|${salt}`);
  return (
    own === ticketHash &&
    path?.entry.entryNo === entryNo &&
    path.entry.ticketHash === ticketHash &&
    path.entry.answer === answer
  );
}
