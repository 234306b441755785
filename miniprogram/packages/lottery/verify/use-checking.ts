import type { DrawProof } from '@shared/contract';
import { type Checking, checking } from '@shared/draw/proof';
import { useEffect, useState } from 'react';

/** Less than a frame, so that a finger is felt. */
const SLICE_MS = 12;

interface Checked {
  links: Checking['links'];
  /** What is computed now; null: nothing any more. */
  at: Checking['at'] | null;
  part: number;
  done: boolean;
}
const NOTHING: Checked = { links: [], at: 'format', part: 0, done: false };

/** Computes a draw again a slice at a time, and shows after each how far it is; another proof begins anew. */
export function useChecking(proof: DrawProof): Checked {
  const [checked, setChecked] = useState<Checked>(NOTHING);
  useEffect(() => {
    const run = checking(proof);
    let timer = setTimeout(slice, 0);
    setChecked(NOTHING);
    function slice(): void {
      const until = Date.now() + SLICE_MS;
      let next = run.next();
      while (!next.done && Date.now() < until) next = run.next();
      if (next.done) setChecked({ links: next.value, at: null, part: 1, done: true });
      else {
        setChecked({ ...next.value, done: false });
        timer = setTimeout(slice, 0);
      }
    }
    return () => clearTimeout(timer);
  }, [proof]);
  return checked;
}
