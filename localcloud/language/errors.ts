import { EngineError } from '../types.ts';

/** What MongoDB would refuse: unknown operator, wrong type, conflict. The text follows MongoDB's. */
export function badValue(message: string): EngineError {
  return new EngineError('BAD_VALUE', message);
}
