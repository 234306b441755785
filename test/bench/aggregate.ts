import type { SdkAggregate, SdkCollection } from '../setup/wx-sdk.ts';

/** Runs an aggregation of one stage of a kind, in the order given, through the SDK; answers its rows. */
export async function aggregate<T>(collection: SdkCollection, stages: Record<string, unknown>): Promise<T[]> {
  let query: SdkAggregate = collection.aggregate();
  for (const [stage, param] of Object.entries(stages)) query = query[stage]!(param);
  return ((await query.end!(undefined)) as unknown as { list: T[] }).list;
}
