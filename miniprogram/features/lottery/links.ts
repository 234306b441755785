import type { DrawProof, MyEntry, RoundView } from '@shared/contract';
import { type CheckedLink, isUnreadable, LINKS, type Link } from '@shared/draw/proof';
import { sha256Hex } from '@shared/sha256';

/** What needs the whole list of entries, which a large round has in a file of its own. */
const NEED_ALL: Link[] = ['format', 'entries', 'root', 'candidates', 'winners', 'alternates'];

/** What the round has shown to everybody since before the draw. */
export type Shown = Pick<RoundView, 'roundId' | 'rulesHash' | 'commit' | 'entriesRoot'>;

/** Links whose value was published: the proof's has to be that very one, however well the proof fits itself. */
const PUBLISHED: Partial<Record<Link, keyof Shown>> = {
  format: 'roundId',
  rules: 'rulesHash',
  commit: 'commit',
  root: 'entriesRoot',
  path: 'entriesRoot',
};

/** A link as it was found, held against what the round has shown. */
function againstShown(one: CheckedLink, proof: DrawProof, shown: Shown): CheckedLink {
  const name = PUBLISHED[one.link];
  if (!one.ok || name === undefined || proof[name] === shown[name]) return one;
  return { ...one, ok: false, expected: String(shown[name]), found: String(proof[name]) };
}

/**
 * The links this phone can judge: of a large round those that need no more than the own entry and its way up. `path` is
 * about the own entry, and left out for who has none.
 */
export const linksToCheck = ({ entries }: Pick<DrawProof, 'entries'>, mine: MyEntry | null): Link[] =>
  LINKS.filter((link) => entries !== undefined || !NEED_ALL.includes(link)).filter(
    (link) => link !== 'path' || mine !== null,
  );

/**
 * What was found of them, or of some of them yet. `path` holds only if the proof has that very entry in it. What was
 * published before is compared with what the round shows.
 */
export function shownLinks(
  links: CheckedLink[],
  proof: DrawProof,
  shown: Shown,
  mine: MyEntry | null,
): CheckedLink[] {
  // It has nothing else to say.
  if (isUnreadable(links)) return links;
  const shownHere = linksToCheck(proof, mine);
  return links
    .filter(({ link }) => shownHere.includes(link))
    .map((one) => againstShown(one, proof, shown))
    .map((one) => (one.link === 'path' && mine !== null && !isIn(proof, mine) ? { ...one, ok: false } : one));
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
