import type { RedemptionView, StaffView } from '@shared/contract';

/** As the cloud decides it; here only so that nobody is offered what would be refused. */
const CLERK_MS = 10 * 60_000;
const MANAGER_MS = 24 * 3_600_000;

/** Whether to offer taking a write-off back. Clerks are known to the phone by name only; the cloud has the last word. */
export function offersUndo(me: StaffView, use: RedemptionView, now: number): boolean {
  if (use.undone) return false;
  const age = now - use.at;
  return me.role === 'clerk' ? use.clerk === me.name && age <= CLERK_MS : age <= MANAGER_MS;
}
