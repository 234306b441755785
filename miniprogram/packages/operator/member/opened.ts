import type { MemberDeskView } from '@shared/contract';

/** What was opened, and with which words: looking again is another look for the same reason. */
export interface Opened {
  view: MemberDeskView;
  reason: string;
}
