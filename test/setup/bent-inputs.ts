import type { Operation } from '../../shared-types/contract/index.ts';
import { contract } from '../../shared-types/contract/index.ts';
import { VALID } from './valid-inputs.ts';

export type Json = null | boolean | number | string | Json[] | { [field: string]: Json };
export type Input = { [field: string]: Json };

/** Every operation of the contract, with a well-formed input. */
export const OPERATIONS = Object.entries(contract).flatMap(([fn, ops]) =>
  Object.entries(ops as Record<string, Operation>).map(([op, operation]) => ({
    fn,
    op,
    operation,
    input: (VALID as unknown as Record<string, Record<string, Input>>)[fn]?.[op] as Input,
  })),
);

/** A well-formed value somewhere in an input: what it is, where, and the same input with another value there. */
export interface Place {
  /** Dotted, as a refusal names it. */
  path: string;
  value: Json;
  /** Whether it is a field of an object, so that it can be left out. */
  isField: boolean;
  /** `undefined` leaves it out. */
  with(value: unknown): Input;
}

/** Every place of an input, nested ones too; of arrays the first element. */
export function placesIn(input: Input): Place[] {
  return Object.entries(input).flatMap(([field, value]) =>
    placesFrom({
      path: field,
      value,
      isField: true,
      with: (other) => replaced(input, field, other) as Input,
    }),
  );
}

function placesFrom(place: Place): Place[] {
  const { value } = place;
  if (typeof value !== 'object' || value === null) return [place];
  const below = Array.isArray(value) ? (value.length > 0 ? ['0'] : []) : Object.keys(value);
  return [
    place,
    ...below.flatMap((key) =>
      placesFrom({
        path: `${place.path}.${key}`,
        value: (value as Record<string, Json>)[key] as Json,
        isField: !Array.isArray(value),
        with: (other) => place.with(replaced(value, key, other)),
      }),
    ),
  ];
}

function replaced(whole: Json[] | Input, key: string, value: unknown): unknown {
  if (Array.isArray(whole)) return whole.map((item, i) => (String(i) === key ? value : item));
  const { [key]: _old, ...rest } = whole;
  return value === undefined ? rest : { ...rest, [key]: value };
}

/** Wrong wherever something well-formed of another type stands; `$gt` is how databases are asked for more. */
export function otherTypes(value: Json): unknown[] {
  const all = [null, 'x', 7, true, [], ['x'], {}, { $gt: '' }];
  return all.filter((other) => typeOf(other) !== typeOf(value));
}

/** The right type, and still nothing that a field may be. */
export function absurd(value: Json): unknown[] {
  if (typeof value === 'string') return ['x'.repeat(5000)];
  if (typeof value === 'number') return [NaN, Infinity, -Infinity, 1.5, -1e12, 1e15, 2 ** 53];
  return Array.isArray(value) ? [value.concat(Array(6000).fill(value[0]))] : [];
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
