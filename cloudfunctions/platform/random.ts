import { randomBytes, randomInt } from 'node:crypto';

/** Everything not decided by input and time. Drawn at the edge or in `store`, never inside a rule. */
export const random = {
  /** 128 random bits, base64url: for what somebody else may open. */
  token: (): string => randomBytes(16).toString('base64url'),
  /** Real milliseconds to wait before try `attempt` (0, 1, …): full jitter, doubling from 8, at most 400. */
  backoffMs: (attempt: number): number => randomInt(1, Math.min(400, 8 * 2 ** attempt) + 1),
  /** 32 random bytes. */
  seed: (): Uint8Array => new Uint8Array(randomBytes(32)),
  traceId: (): string => randomBytes(8).toString('hex'),
};

/** Waits real time (not the park's clock). */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
