import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesRootOf, PAGE_LINES, wayUp } from '../../../cloudfunctions/domain/lottery/copy.ts';
import type { EntryPage } from '../../../cloudfunctions/domain/lottery/entry.ts';
import { leafHash, pathOf, rootByPath, rootOf } from '../../../shared-types/draw/merkle.ts';
import { lineOf } from '../../../shared-types/draw/rules.ts';
import { hex, unhex } from '../../../shared-types/sha256.ts';
import { entriesOf, pagesOf } from './given-draw.ts';

/** RFC 6962, section 2.1, as it is written there. */
function mth(leaves: Buffer[]): Buffer {
  const h = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return h();
  if (leaves.length === 1) return h(Buffer.of(0), leaves[0] as Buffer);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return h(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const leaves = (n: number) => Array.from({ length: n }, (_unused, i) => `leaf ${i}`);

describe('the tree', () => {
  it('has the root that RFC 6962 describes, at every size up to 300', () => {
    for (let n = 0; n <= 300; n++)
      expect(hex(rootOf(leaves(n).map(leafHash))), String(n)).toBe(
        mth(leaves(n).map((leaf) => Buffer.from(leaf))).toString('hex'),
      );
  });

  it('leads every leaf up to the root by its way, and no other leaf, place or size', () => {
    for (let n = 1; n <= 70; n++) {
      const hashes = leaves(n).map(leafHash);
      const root = hex(rootOf(hashes));
      for (let i = 0; i < n; i++) {
        const path = pathOf(hashes, i);
        const up = (leaf: Uint8Array, index: number, size: number) => rootByPath(leaf, index, size, path);
        const own = hashes[i] as Uint8Array;
        expect(hex(up(own, i, n) as Uint8Array)).toBe(root);
        expect(hex(up(leafHash('another'), i, n) as Uint8Array)).not.toBe(root);
        const elsewhere = up(own, (i + 1) % n, n);
        if (n > 1) expect(elsewhere && hex(elsewhere)).not.toBe(root);
        expect(up(own, n, n)).toBeNull();
      }
    }
  });

  it('of a copy in pages is the tree of its lines, and has the same ways up', () => {
    const sizes = [1, 2, 127, 128, 129, 255, 256, 257, PAGE_LINES - 1, PAGE_LINES, PAGE_LINES + 1, 3000];
    for (const size of sizes) {
      const entries = entriesOf(Array.from({ length: size }, (_unused, i) => (i % 3 ? 'sunny' : 'rainy')));
      const pages = pagesOf(entries);
      const hashes = entries.map((entry) => leafHash(lineOf(entry)));
      const root = entriesRootOf(pages);
      expect(root, String(size)).toBe(hex(rootOf(hashes)));
      for (const index of [0, Math.floor(size / 2), size - 1]) {
        const page = pages[Math.floor(index / PAGE_LINES)] as EntryPage;
        const way = wayUp(page, pages, entries[index]?.entryNo ?? '');
        expect(way?.index).toBe(index);
        expect(way?.hashes).toEqual(pathOf(hashes, index).map(hex));
      }
    }
    expect(wayUp(pagesOf(entriesOf(['sunny']))[0] as EntryPage, [], 'nothing')).toBeNull();
  });

  it('changes its root with any change of a leaf', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.string(),
        (all, at, other) => {
          const i = at % all.length;
          fc.pre(all[i] !== other && Buffer.compare(Buffer.from(all[i] as string), Buffer.from(other)) !== 0);
          const changed = all.map((leaf, k) => (k === i ? other : leaf));
          expect(hex(rootOf(all.map(leafHash)))).not.toBe(hex(rootOf(changed.map(leafHash))));
        },
      ),
    );
    expect(unhex(hex(rootOf([])))).toHaveLength(32);
  });
});
