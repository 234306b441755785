import { hex, hmacSha256, sha256, unhex, utf8 } from '../sha256';

/** What is published beforehand of a seed. @param serverSeed hex. null if it is no hex. */
export function commitOf(serverSeed: string): string | null {
  const bytes = unhex(serverSeed);
  return bytes && hex(sha256(bytes));
}

/**
 * The seed of a draw, from what was secret before closing, what was public at closing, and what was observed.
 * @param drand the beacon's randomness in hex, or empty
 */
export function drawSeedOf(
  serverSeed: string,
  entriesRoot: string,
  observationHash: string,
  drand: string,
): string | null {
  const key = unhex(serverSeed);
  return key && hex(hmacSha256(key, utf8(`${entriesRoot}|${observationHash}|${drand}`)));
}

/** Uniform numbers below n, for any n up to 2^32, from a seed: nothing is more likely than anything else. */
function uniform(seed: Uint8Array): (n: number) => number {
  let block = new Uint8Array(0);
  let used = 0;
  let next = 0;
  const word = () => {
    if (used === block.length) {
      block = new Uint8Array(hmacSha256(seed, utf8(`draw|${next++}`)));
      used = 0;
    }
    const at = used;
    used += 4;
    return new DataView(block.buffer).getUint32(at);
  };
  return (n) => {
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const x = word();
      if (x < limit) return x % n;
    }
  };
}

/**
 * Positions 0…candidates−1 in the order in which they are drawn, the first `take` of them: a shuffle as Fisher and Yates
 * have it, from the front, so that drawing more later goes on where it ended.
 * @param drawSeed hex
 */
export function drawOrder(drawSeed: string, candidates: number, take: number): number[] {
  const below = uniform(unhex(drawSeed) ?? new Uint8Array(0));
  // Only what has been moved: a draw of three among a hundred thousand touches six places.
  const moved = new Map<number, number>();
  const at = (i: number) => moved.get(i) ?? i;
  return Array.from({ length: Math.min(take, candidates) }, (_unused, i) => {
    const j = i + below(candidates - i);
    const drawn = at(j);
    moved.set(j, at(i));
    return drawn;
  });
}
