import type { Instant } from '@shared/ids';

/** A second use so soon is more often a second scan by mistake than a second helping. */
const SOON_MS = 60_000;

/** How long ago the coupon was used, in seconds, if that is so recent that the clerk should be asked; else null. */
export function usedJustNow(
  { valid, lastUse }: { valid: boolean; lastUse?: { at: Instant } },
  now: Instant,
): number | null {
  if (!valid || !lastUse) return null;
  const ago = now - lastUse.at;
  return ago < SOON_MS ? Math.max(0, Math.floor(ago / 1000)) : null;
}
