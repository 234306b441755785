import type { Result } from '../domain/result';
import { DbError } from '../platform/db';
import { random, sleep } from '../platform/random';

/** What one try of an action came to: an answer, or a conditional write still to be made. */
export type Attempt<Value, Code extends string> =
  | { answer: Result<Value, Code> }
  | { write: () => Promise<number>; value: Value };

/** Tries before the phone is asked to repeat; 50 at once on one document need 5 to 8. */
const MAX_ATTEMPTS = 10;

/**
 * One action, one conditional write. `attempt` loads and decides, and must look for the request's own mark
 * before it refuses anything: after `updated: 0` and after any error of a write it is unknown whether the
 * write happened, so the only honest next step is to load again and look (facts of the platform: the SDK does
 * not retry, answers can be lost after the commit).
 *
 * @throws when it is still unknown after a bounded number of tries; the phone repeats with the same requestId.
 */
export async function commit<Value, Code extends string>(
  attempt: () => Promise<Attempt<Value, Code>>,
): Promise<Result<Value, Code>> {
  let lost: unknown;
  for (let n = 0; n < MAX_ATTEMPTS; n++) {
    if (n > 0) await sleep(random.backoffMs(n));
    try {
      const step = await attempt();
      if ('answer' in step) return step.answer;
      if ((await step.write()) === 1) return { ok: true, value: step.value };
      lost = undefined;
    } catch (error) {
      if (!(error instanceof DbError)) throw error;
      lost = error;
    }
  }
  throw lost ?? new Error('the document stayed contended');
}
