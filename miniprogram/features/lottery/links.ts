import type { DrawProof, MyEntry, RoundView } from '@shared/contract';
import type { CheckedLink, Link } from '@shared/draw/proof';
import { sha256Hex } from '@shared/sha256';

/** What needs the whole list of entries, which a large round has in a file of its own. */
const NEED_ALL: Link[] = ['format', 'entries', 'root', 'candidates', 'winners', 'alternates'];

/** What the round has shown to everybody since before the draw. */
export type Shown = Pick<RoundView, 'roundId' | 'rulesHash' | 'commit' | 'entriesRoot'>;

/** Links whose value was published: the proof's has to be that very one, however well the proof fits itself. */
const PUBLISHED: Partial<Record<Link, (proof: DrawProof, shown: Shown) => boolean>> = {
  format: (proof, shown) => proof.roundId === shown.roundId,
  rules: (proof, shown) => proof.rulesHash === shown.rulesHash,
  commit: (proof, shown) => proof.commit === shown.commit,
  root: (proof, shown) => proof.entriesRoot === shown.entriesRoot,
  path: (proof, shown) => proof.entriesRoot === shown.entriesRoot,
};

/**
 * The links this phone can judge: of a large round those that need no more than the own entry and its way up. `path` is
 * about the own entry: it holds only if the proof has that very entry in it, and is left out for who has none. What was
 * published before is compared with what the round shows.
 */
export function shownLinks(
  links: CheckedLink[],
  proof: DrawProof,
  shown: Shown,
  mine: MyEntry | null,
): CheckedLink[] {
  // A proof that cannot be read at all has nothing else to say.
  if (links.length === 1) return links;
  return links
    .filter(({ link }) => proof.entries !== undefined || !NEED_ALL.includes(link))
    .filter(({ link }) => link !== 'path' || mine !== null)
    .map((one) => ({
      ...one,
      ok:
        one.ok &&
        (PUBLISHED[one.link]?.(proof, shown) ?? true) &&
        (one.link !== 'path' || mine === null || isIn(proof, mine)),
    }));
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
