import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { openedPass } from '../../cloudfunctions/domain/pass/activate.ts';
import { holdersOf } from '../../cloudfunctions/domain/pass/holders.ts';
import { type PassDoc, unopenedPass } from '../../cloudfunctions/domain/pass/pass.ts';
import type { HolderInput, PassKind } from '../../shared-types/contract/pass.ts';
import type { BatchId, HolderId, MemberId, ParkDay, PassId } from '../../shared-types/ids.ts';
import { parkDayOf } from '../../shared-types/park-day.ts';

export const at = (text: string) => Date.parse(`${text}+08:00`);
export const day = (text: string) => text as ParkDay;
export const ME = 'mbr_1' as MemberId;

export const FAMILY: HolderInput[] = [
  { name: '米娅', relation: 'self' },
  { name: '阿海', relation: 'adult' },
  { name: '乐乐', relation: 'child', guardianConsent: true },
];

export const soldPass = (kind: PassKind = 'single', soldOn = '2026-06-01'): PassDoc =>
  unopenedPass({
    _id: 'pas_1' as PassId,
    passNo: '100000000007',
    kind,
    batchId: 'btc_1' as BatchId,
    serial: 0,
    soldOn: soldOn as ParkDay,
  });

/** A pass opened on Monday 15 June 2026 at 10:00: single for 米娅 unless told otherwise. */
export function openPass(
  kind: PassKind = 'single',
  holders: HolderInput[] = kind === 'family' ? FAMILY : FAMILY.slice(0, 1),
  opened = '2026-06-15T10:00:00',
): PassDoc {
  const now = at(opened);
  return openedPass(soldPass(kind, parkDayOf(now)), DEFAULTS.passKinds, {
    owner: ME,
    request: { key: 'activate.mbr_1:r1', hash: 'h1' },
    at: now,
    holders: holdersOf(holders, ME, now, (i) => ({
      holderId: `hld_${i}` as HolderId,
      number: `9000000${i}`,
    })),
  });
}
