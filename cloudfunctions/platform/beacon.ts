import type { Instant } from '../../shared-types/ids';
import { option } from './env';
import { get } from './http';

/** A public source of randomness that nobody knows in advance, round by round. */
export interface Beacon {
  /** The round that comes out at an instant, or the next one after it; null where no beacon is configured. */
  roundAt(at: Instant): number | null;
  /** What came out in a round, hex; null if it cannot be had now. */
  randomness(round: number): Promise<string | null>;
}

/** The quicknet chain of drand: a round every three seconds. */
const GENESIS_MS = 1_692_803_367_000;
const PERIOD_MS = 3000;
const TIMEOUT_MS = 5000;

/** drand by HTTP. Off unless `DRAND_URL` is set, e.g. https://api.drand.sh/<chain hash of quicknet>. */
export const beacon: Beacon = {
  roundAt: (at) => (option('DRAND_URL', '') === '' ? null : Math.ceil((at - GENESIS_MS) / PERIOD_MS) + 1),

  async randomness(round) {
    const url = option('DRAND_URL', '');
    if (url === '') return null;
    try {
      const { status, body } = await get(`${url}/public/${round}`, {}, TIMEOUT_MS);
      const answer = JSON.parse(body) as { round?: unknown; randomness?: unknown };
      const isIt =
        status === 200 && answer.round === round && /^[0-9a-f]{64}$/.test(String(answer.randomness));
      return isIt ? String(answer.randomness) : null;
    } catch {
      return null;
    }
  },
};
