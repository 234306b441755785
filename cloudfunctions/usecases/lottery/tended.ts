import type { Instant } from '../../../shared-types/ids';

/** What one step of looking after a round came to: go on from here, or come again at an instant, or nothing more. */
export type Tended = { next: string } | { at: Instant } | 'done';
