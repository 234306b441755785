import { callHere, current } from './worker-call.ts';

/**
 * Makes `process.exit` of work that outlived its call end that work only, and not the call of somebody else that the
 * instance serves by now.
 * @param late told whose work it was; the instance shall take no further call
 */
export function guardExit(late: (id: string | undefined, reason: string) => void): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    const call = callHere();
    if (call === current.call) return exit(code);
    const reason = `process.exit(${code ?? ''}) after its call was over`;
    late(call?.id, reason);
    throw new Error(reason);
  };
}
