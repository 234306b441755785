import type { Stage, Value } from '../types.ts';
import { isPlainObject } from './ejson.ts';
import { WireError } from './errors.ts';

/**
 * Strict mode: what the SDK sends when it was used wrongly and says nothing about it. Production takes all of these
 * silently. What leaves no trace on the wire cannot be refused: a condition whose value is undefined beside others
 * (`where({ owner: undefined, a: 1 })` sends only `a`), a field set to undefined or `{}` beside others, `push(undefined)`
 * (sends null), a geo point inside `_.set` (sends `{ longitude, latitude }`), a Map or Set (sends `{}`).
 */
export function refuse(reason: string): never {
  throw new WireError('INVALID_PARAM', `[strict] ${reason}`);
}

/** Refuses a filter with a command object taken as a value, a condition without a value, or a numeric id. */
export function checkQuery(filter: Record<string, Value>, where = 'where'): void {
  for (const [key, value] of Object.entries(filter)) {
    const path = `${where}.${key}`;
    if (key === '$and' || key === '$or' || key === '$nor') {
      for (const part of Array.isArray(value) ? value : []) {
        if (isEmpty(part))
          refuse(`${path} has an empty operand, which matches everything; was its value undefined?`);
        if (isPlainObject(part)) checkQuery(part, path);
      }
    } else if (key.startsWith('$')) {
      checkExpression(value, path); // $expr, $jsonSchema …
    } else {
      if (key === '_id') checkIdCondition(value, path);
      checkCondition(value, path);
    }
  }
}

function checkIdCondition(value: Value, path: string): void {
  const candidates = isPlainObject(value)
    ? [value.$eq, ...(Array.isArray(value.$in) ? value.$in : [])]
    : [value];
  for (const id of candidates) checkId(id, path);
}

/** Refuses a numeric document id: 5 and "5" are different documents, and an id from an event is often either. */
export function checkId(id: Value, path: string): void {
  if (typeof id === 'number')
    refuse(`${path} is the number ${id}, which is not the id "${id}"; use strings as ids`);
}

function checkCondition(value: Value, path: string): void {
  refuseCommand(value, path);
  if (!isPlainObject(value)) {
    checkStored(value, path);
    return;
  }
  if (isEmpty(value)) refuse(`${path} is {}: a command without a value, e.g. _.eq(undefined)`);
  if (!isOperators(value)) {
    checkStored(value, path);
    return;
  }
  for (const [operator, operand] of Object.entries(value))
    checkOperator(operator, operand, `${path}.${operator}`);
}

function checkOperator(operator: string, operand: Value, path: string): void {
  switch (operator) {
    case '$eq':
    case '$ne':
      checkStored(operand, path);
      break;
    case '$not':
      checkCondition(operand, path);
      break;
    case '$elemMatch':
      if (isEmpty(operand)) refuse(`${path} is {}: a condition whose value was undefined`);
      if (isPlainObject(operand) && isOperators(operand)) checkCondition(operand, path);
      else if (isPlainObject(operand)) checkQuery(operand, path);
      break;
    case '$in':
    case '$nin':
      checkStored(operand, path);
      break;
    case '$all':
      for (const item of Array.isArray(operand) ? operand : []) {
        if (isPlainObject(item) && '$elemMatch' in item) checkCondition(item, path);
        else checkStored(item, path);
      }
      break;
    default:
      checkExpression(operand, path);
  }
}

/** Refuses an update that does nothing, or that stores what was meant as a command or a server date. */
export function checkUpdate(update: Record<string, Value>): void {
  if (isEmpty(update))
    refuse('the update is empty: fields set to {} or undefined are dropped, use _.set({})');
  for (const [operator, fields] of Object.entries(update)) {
    if (!isPlainObject(fields)) continue;
    if (isEmpty(fields)) refuse(`${operator} is {}: a command without a value, e.g. _.inc(undefined)`);
    for (const [field, value] of Object.entries(fields)) checkChange(operator, value, `${operator}.${field}`);
  }
}

const VALUE_FREE = new Set(['$unset', '$rename', '$bit', '$pop', '$currentDate']);

function checkChange(operator: string, value: Value, path: string): void {
  if (VALUE_FREE.has(operator)) return;
  if (operator === '$pull') {
    if (isEmpty(value)) refuse(`${path} is {}: it pulls every element; was its value undefined?`);
    if (isPlainObject(value) && !isOperators(value)) {
      refuseCommand(value, path);
      checkQuery(value, path);
    } else checkCondition(value, path);
    return;
  }
  const isModifier =
    (operator === '$push' || operator === '$addToSet') && isPlainObject(value) && '$each' in value;
  checkStored(isModifier ? value.$each : value, path);
}

/** Refuses a document (or a part of one) that holds something of the SDK instead of data. */
export function checkStored(value: Value, path: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      checkStored(item, `${path}.${i}`);
    });
    return;
  }
  if (!isPlainObject(value)) return;
  refuseCommand(value, path);
  refuseServerDate(value, path);
  if (value.type === 'Buffer' && Array.isArray(value.data)) {
    refuse(`${path} is a Buffer, which loses its content on the way; store base64 or use storage`);
  }
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('$')) refuse(`${path} would store the operator ${key} as data`);
    checkStored(item, `${path}.${key}`);
  }
}

/** Refuses commands and server dates inside the stages of an aggregation, where they are taken as literals. */
export function checkStages(stages: Stage[]): void {
  for (const stage of stages) {
    for (const [key, value] of Object.entries(stage)) {
      if (key === '$match' && isPlainObject(value)) checkQuery(value, 'match');
      else if (key === '$lookup' && isPlainObject(value) && Array.isArray(value.pipeline)) {
        checkStages(value.pipeline.filter(isPlainObject));
      } else checkExpression(value, key);
    }
  }
}

function checkExpression(value: Value, path: string): void {
  if (Array.isArray(value)) {
    for (const item of value) checkExpression(item, path);
  } else if (isPlainObject(value)) {
    refuseCommand(value, path);
    refuseServerDate(value, path);
    for (const [key, item] of Object.entries(value)) checkExpression(item, `${path}.${key}`);
  }
}

function refuseCommand(value: Value, path: string): void {
  if (!isPlainObject(value)) return;
  if (('operator' in value && 'operands' in value) || '_internalType' in value) {
    const name = typeof value.operator === 'string' ? `_.${value.operator}()` : 'a command of the SDK';
    refuse(`${path} holds ${name} as a plain object: the SDK does not take a command in this place`);
  }
}

function refuseServerDate(value: Record<string, Value>, path: string): void {
  if (Object.keys(value).length === 1 && typeof value.offset === 'number') {
    refuse(
      `${path} is { offset: ${value.offset} }: db.serverDate() does not work in this place (e.g. inside _.set)`,
    );
  }
}

function isEmpty(value: Value): boolean {
  return isPlainObject(value) && Object.keys(value).length === 0;
}

function isOperators(value: Record<string, Value>): boolean {
  return Object.keys(value).some((key) => key.startsWith('$'));
}
