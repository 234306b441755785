import type { Fen } from '../../../shared-types/ids';
import type { Terms } from '../offer/offer';

/** What to take off a bill (fen), null where the coupon takes nothing off, or why it cannot be said. */
export function offOf(
  terms: Terms,
  bill: Fen | undefined,
): { off: Fen | null } | { code: 'bill_required' | 'below_threshold' } {
  if (terms.kind === 'cash') {
    const threshold = terms.threshold ?? 0;
    if (threshold > 0 && bill === undefined) return { code: 'bill_required' };
    if (bill !== undefined && bill < threshold) return { code: 'below_threshold' };
    const amount = terms.amount ?? 0;
    return { off: Math.min(amount, bill ?? amount) as Fen };
  }
  if (terms.kind === 'discount') {
    if (bill === undefined) return { code: 'bill_required' };
    // Rounded down: the park never takes off more than the percentage.
    const off = Math.floor((bill * (terms.percent ?? 0)) / 100);
    return { off: Math.min(off, terms.cap ?? off) as Fen };
  }
  return { off: null };
}
