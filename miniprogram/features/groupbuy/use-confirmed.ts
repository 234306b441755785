import { useEffect, useRef } from 'react';

const EVERY_MS = 1500;
const TIMES = 12;

/**
 * After the pay sheet: looks again until the cloud has heard of the payment from the provider, for some seconds. Later the
 * timer of the cloud asks for it, and the page says so.
 */
export function useConfirmed(waiting: boolean, again: () => Promise<unknown>): void {
  const left = useRef(TIMES);
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      left.current--;
      if (left.current < 0) clearInterval(timer);
      else again();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [waiting, again]);
}
