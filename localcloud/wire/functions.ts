import type { Caller, Invocation, Runtime, Source } from '../types.ts';
import { WireError } from './errors.ts';
import { isDeeper, MAX_LEVELS } from './nesting.ts';
import type { ParsedRequest } from './request.ts';

/** `functions.invokeFunction`: one function calls another, on behalf of the same person. */
export async function invokeFunction(
  runtime: Pick<Runtime, 'invoke'>,
  req: ParsedRequest,
  invocation: Invocation | undefined,
): Promise<Record<string, unknown>> {
  const { function_name: name, request_data: data } = req.fields;
  if (typeof name !== 'string' || name === '') {
    throw new WireError('INVALID_PARAM', 'param.function_name must be a non-empty string');
  }
  const value = await runtime.invoke(name, eventOf(data), callerOf(invocation));
  return { data: { response_data: value === undefined ? 'null' : JSON.stringify(value) } };
}

function eventOf(data: unknown): unknown {
  if (data === undefined || data === '') return {};
  if (typeof data === 'string' && isDeeper(data)) {
    throw new WireError('INVALID_PARAM', `param.request_data is nested deeper than ${MAX_LEVELS} levels`);
  }
  try {
    if (typeof data === 'string') return JSON.parse(data);
  } catch {
    // answered below
  }
  throw new WireError('INVALID_PARAM', 'param.request_data must be a string of JSON');
}

/** Who a called function sees: the person behind the caller, and `scf` in the SOURCE. From outside: nobody. */
function callerOf(invocation: Invocation | undefined): Caller {
  if (!invocation) return { source: 'scf' };
  const { source, depth = 0 } = invocation.caller;
  return {
    ...invocation.caller,
    source: source.endsWith('scf') ? source : (`${source},scf` as Source),
    depth: depth + 1,
  };
}
