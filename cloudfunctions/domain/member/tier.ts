import type { ParkDay } from '../../../shared-types/ids';

/** What the three scores are made of: enough to say them on any later day without asking the ledger. */
export interface Standing {
  /** Newest days with a visit, newest first, as many as the highest threshold asks for. */
  visits: ParkDay[];
  /** Money rows of the trailing year, by the id of their ledger row; fen, negative for what was paid back. */
  paid: Array<{ id: string; day: ParkDay; fen: number }>;
  /** The last day with a visit or a purchase. */
  last: ParkDay | null;
}
export const NO_STANDING: Standing = { visits: [], paid: [], last: null };
