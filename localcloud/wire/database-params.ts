import type { Sort, Stage, Value } from '../types.ts';
import { decodeEjson } from './ejson.ts';
import { WireError } from './errors.ts';
import { isRecord } from './request.ts';

/** `param.order`, decoded: field → 1 or −1; undefined when there is none. Throws INVALID_PARAM. */
export function sortOf(order: Record<string, Value>): Sort | undefined {
  for (const [field, direction] of Object.entries(order)) {
    if (direction !== 1 && direction !== -1) {
      throw new WireError('INVALID_PARAM', `param.order.${field} must be 1 or -1`);
    }
  }
  return notEmpty(order) as Sort | undefined;
}

/** The object, unless it has no fields. */
export function notEmpty(object: Record<string, Value>): Record<string, Value> | undefined {
  return Object.keys(object).length > 0 ? object : undefined;
}

/** A count such as limit or offset; the fallback when it is missing. Throws INVALID_PARAM. */
export function wholeNumber(value: unknown, what: string, fallback: number): number {
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new WireError('INVALID_PARAM', `param.${what} must be a whole number, not below 0`);
}

/** `[{ stageKey: '$match', stageValue: '<EJSON>' }]` as stages. Throws INVALID_PARAM. */
export function stagesOf(stages: unknown, now: number): Stage[] {
  if (!Array.isArray(stages)) throw new WireError('INVALID_PARAM', 'param.stages must be an array');
  return stages.map((stage: unknown, i) => {
    if (!isRecord(stage) || typeof stage.stageKey !== 'string' || !stage.stageKey.startsWith('$')) {
      throw new WireError('INVALID_PARAM', `param.stages[${i}] must have a stageKey`);
    }
    return { [stage.stageKey]: decodeEjson(stage.stageValue, `stages[${i}].stageValue`, now) };
  });
}
