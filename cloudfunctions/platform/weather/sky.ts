import type { Instant } from '../../../shared-types/ids';
import { weatherNow } from './qweather';

/** The weather of a place at this moment, as the provider words it. */
export interface Sky {
  text: string;
  /** Degrees Celsius. */
  temp: number;
}
/** A look at the sky, for showing beside a question and never for settling one; null: not to be had at once. */
export type LookUp = (location: string, now: Instant) => Promise<Sky | null>;

const FRESH_MS = 10 * 60_000;
/** Real ms: nobody waits longer for a decoration. What comes later is there for the next one. */
const WAIT_MS = 400;

const kept = new Map<string, { at: Instant; sky: Sky | null }>();

/** Asks a place at most once in ten minutes of the park's clock, also when the provider is down. */
export const lookUp: LookUp = async (location, now) => {
  const known = kept.get(location);
  if (known && Math.abs(now - known.at) < FRESH_MS) return known.sky;
  // Whoever comes while it is being asked does without.
  kept.set(location, { at: now, sky: null });
  const asked = weatherNow(location)
    .catch(() => null)
    .then((found) => {
      const sky = found && { text: found.text, temp: found.temp };
      kept.set(location, { at: now, sky });
      return sky;
    });
  return Promise.race([asked, new Promise<null>((done) => setTimeout(() => done(null), WAIT_MS).unref())]);
};
