import { compileFilter, runAggregate } from '../../localcloud/language/index.ts';
import { type Doc, EngineError, type Filter, type Stage, type Value } from '../../localcloud/types.ts';

export const NOW = Date.UTC(2024, 4, 1, 12);
export const ctx = { now: NOW };

export function matches(filter: Filter, fields: Record<string, Value>): boolean {
  return compileFilter(filter, ctx)({ _id: 1, ...fields });
}

/** Runs a pipeline over documents, with other collections to look up in. */
export function aggregate(
  docs: Array<Record<string, Value>>,
  stages: Stage[],
  collections: Record<string, Doc[]> = {},
): Doc[] {
  return runAggregate(
    docs.map((doc, i) => ({ _id: i, ...doc }) as Doc),
    stages,
    {
      ...ctx,
      lookup: (name, filter) => (collections[name] ?? []).filter(compileFilter(filter ?? {}, ctx)),
    },
  );
}

/** The value of one expression for one document. */
export function evaluate(expression: Value, fields: Record<string, Value> = {}): Value {
  return aggregate([fields], [{ $replaceRoot: { newRoot: { value: expression } } }])[0]!.value;
}

/** The message of the BAD_VALUE an action ends with. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof EngineError && error.code === 'BAD_VALUE') return error.message;
    throw error;
  }
  return 'nothing was refused';
}
