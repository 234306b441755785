import { joined, sha256, utf8 } from '../sha256';

/** Merkle trees as in RFC 6962: 0x00 before a leaf, 0x01 before a node, the left half the largest power of two. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (line: string): Uint8Array => sha256(joined(LEAF, utf8(line)));
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(joined(NODE, left, right));

/** A tree that grows leaf by leaf, or by roots of neighbouring full subtrees of one size; only the last may be smaller. */
export function growingTree(): { add(hash: Uint8Array): void; root(): Uint8Array } {
  // Full subtrees, larger ones first, as a number is written in binary.
  const peaks: Array<{ size: number; hash: Uint8Array }> = [];
  return {
    add(hash) {
      let own = { size: 1, hash };
      for (let last = peaks.at(-1); last?.size === own.size; last = peaks.at(-1)) {
        peaks.pop();
        own = { size: own.size * 2, hash: nodeHash(last.hash, own.hash) };
      }
      peaks.push(own);
    },
    root: () =>
      peaks.length === 0
        ? sha256(new Uint8Array(0))
        : peaks.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right)),
  };
}

/**
 * The root over hashes of leaves, or over roots of neighbouring subtrees that are all full, and of one size, but for the
 * last. Of nothing it is the hash of nothing.
 */
export function rootOf(hashes: Uint8Array[]): Uint8Array {
  const tree = growingTree();
  for (const hash of hashes) tree.add(hash);
  return tree.root();
}

const largestPowerBelow = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** The way from hash `index` up to the root: the neighbours' hashes, lowest first. */
export function pathOf(hashes: Uint8Array[], index: number): Uint8Array[] {
  if (hashes.length <= 1) return [];
  const k = largestPowerBelow(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return index < k ? [...pathOf(left, index), rootOf(right)] : [...pathOf(right, index - k), rootOf(left)];
}

/** The root that a leaf's hash and its way lead to; null if no tree of that size has such a way. */
export function rootByPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: Uint8Array[],
): Uint8Array | null {
  if (!(index >= 0 && index < size)) return null;
  if (size === 1) return path.length === 0 ? leaf : null;
  const top = path.at(-1);
  if (!top) return null;
  const k = largestPowerBelow(size);
  const below =
    index < k
      ? rootByPath(leaf, index, k, path.slice(0, -1))
      : rootByPath(leaf, index - k, size - k, path.slice(0, -1));
  return below && (index < k ? nodeHash(below, top) : nodeHash(top, below));
}
