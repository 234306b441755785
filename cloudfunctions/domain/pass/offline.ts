import type { KitBenefit } from '../../../shared-types/contract/staff';
import { STEP_SECONDS } from '../../../shared-types/counter-code';
import type { Fen, Instant } from '../../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../../shared-types/park-day';
import type { StaffDoc, StoreDoc } from '../staff/staff';
import { type Benefit, ENTRY, type Holder, type PassDoc } from './pass';
import { KEPT_DAYS } from './quota';
import { decidePassUse, type PassRedemption, type PassUseCommand } from './use';

export interface OfflinePassScan extends Omit<PassUseCommand, 'uses' | 'typed' | 'offline'> {
  /** A manager has looked at it: value and the clerk's dismissal no longer stand against it. */
  approved: boolean;
  now: Instant;
}

/** Wrong from the start and nothing to decide about; everything else is put before a manager. */
const REFUSED = new Set(['store_not_allowed', 'store_not_valid', 'own_coupon', 'invalid_input']);

/** What one use may cost the park is what the cap without network looks at; entry costs nothing. */
const benefitCost = ({ costPerUse }: Pick<Benefit, 'costPerUse'>): Fen => costPerUse ?? (0 as Fen);

/** What a phone without network has to know of a benefit. */
export const kitBenefit = (benefit: Benefit): KitBenefit => ({
  benefitId: benefit.id,
  title: benefit.name,
  period: benefit.period,
  stores: benefit.stores,
  blackout: benefit.blackout,
  value: benefitCost(benefit),
});

/** When a code of this step can have been used: one of a pass woken within the step is good from then on. */
const usedAt = ({ terms }: PassDoc, step: Instant): Instant =>
  terms
    .flatMap(({ freezes }) => freezes)
    .map(({ endedAt }) => endedAt ?? 0)
    .find((endedAt) => endedAt > step && endedAt < step + STEP_SECONDS * 1000) ?? step;

/** Judges a holder's use at the instant of its code, as a coupon's: quotas are those of that day, month or term. */
export function decidePassOffline(
  pass: PassDoc,
  holder: Holder,
  staff: StaffDoc,
  scan: OfflinePassScan,
  { benefits, stores, cap }: { benefits: Benefit[]; stores: StoreDoc[]; cap: Fen },
): { result: 'accepted'; redemption: PassRedemption } | { result: 'conflict' | 'refused'; code: string } {
  const command = { ...scan, at: usedAt(pass, scan.at), uses: 1, typed: false, offline: true };
  const decision = decidePassUse(pass, holder, staff, command, benefits, stores);
  if ('refusal' in decision) {
    const code = decision.refusal.ok ? 'internal' : decision.refusal.code;
    return { result: REFUSED.has(code) ? 'refused' : 'conflict', code };
  }
  // What was used on a day so long ago is no longer counted.
  if (parkDayOf(scan.at) < addParkDays(parkDayOf(scan.now), -KEPT_DAYS))
    return { result: 'conflict', code: 'code_expired' };
  if (!scan.approved && !staff.active) return { result: 'conflict', code: 'not_allowed' };
  const benefit = benefits.find(({ id }) => id === (scan.benefitId ?? ENTRY)) as Benefit;
  if (!scan.approved && benefitCost(benefit) > cap) return { result: 'conflict', code: 'over_cap' };
  return { result: 'accepted', redemption: decision.redemption };
}
