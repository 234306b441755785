import type { Atom, Condition } from '@shared/contract';
import { conditions as words } from '../../texts/conditions';
import type { Reader } from '../../ui/form/reader';
import { filtersOf, isMoney, partsOf } from './catalogue';
import type { ConditionForm, RowForm } from './model';

const MAX_ROWS = 10;
const MAX_DAYS = 3660;
const MAX_TIMES = 1_000_000;
const MAX_FEN = 100_000_000;
const MAX_POINTS = 100_000_000;

/** The name by which an error finds a field of a row. */
export const rowField = (place: number, field: keyof RowForm): string => `row-${place}-${field}`;

/** What the cloud is sent; undefined where something cannot be, and the reader knows what. `own`: no tag of that name. */
export function conditionOf(
  { join, rows }: ConditionForm,
  read: Reader,
  own?: string,
): Condition | undefined {
  if (rows.length === 0) return read.fail('rows', words.none);
  if (rows.length > MAX_ROWS) return read.fail('rows', words.tooMany);
  const atoms = rows.flatMap((row, place) => atomOf(row, place, read, own) ?? []);
  if (atoms.length < rows.length) return undefined;
  return join === 'all' ? { all: atoms } : { any: atoms };
}

function atomOf(row: RowForm, place: number, read: Reader, own?: string): Atom | undefined {
  switch (row.kind) {
    case 'count':
      return countOf(row, place, read);
    case 'sum':
      return sumOf(row, place, read);
    case 'daysSince': {
      const days = read.whole(rowField(place, 'days'), row.days, { max: MAX_DAYS, must: true });
      if (days === undefined) return undefined;
      const { event } = row;
      return { daysSince: row.order === 'atLeast' ? { event, atLeast: days } : { event, atMost: days } };
    }
    case 'property':
      return propertyOf(row, place, read);
    case 'hasTag': {
      const field = rowField(place, 'tag');
      const tag = read.words(field, row.tag, { max: 64, must: true });
      if (tag !== undefined && tag === own) return read.fail(field, words.ownTag);
      return tag === undefined ? undefined : { hasTag: tag };
    }
  }
}

function countOf(row: RowForm, place: number, read: Reader): Atom | undefined {
  const atLeast = read.whole(rowField(place, 'atLeast'), row.atLeast, { min: 1, max: MAX_TIMES, must: true });
  const windowDays = windowOf(row, place, read);
  if (atLeast === undefined || windowDays === undefined) return undefined;
  return { count: { event: row.event, ...filterOf(row, row.event), windowDays, atLeast } };
}

function sumOf(row: RowForm, place: number, read: Reader): Atom | undefined {
  const { event, prop } = partsOf(row.measure);
  const field = rowField(place, 'atLeast');
  const atLeast = isMoney(prop)
    ? read.fen(field, row.atLeast, { max: MAX_FEN, must: true })
    : read.whole(field, row.atLeast, { max: MAX_TIMES, must: true });
  const windowDays = windowOf(row, place, read);
  if (atLeast === undefined || windowDays === undefined) return undefined;
  return { sum: { event, prop, ...filterOf(row, event), windowDays, atLeast } };
}

const windowOf = ({ windowDays }: RowForm, place: number, read: Reader): number | undefined =>
  read.whole(rowField(place, 'windowDays'), windowDays, { min: 1, max: MAX_DAYS, must: true });

function filterOf({ filter }: RowForm, event: RowForm['event']): { filter?: Record<string, string> } {
  const set = filtersOf(event).filter((name) => filter[name] !== '');
  return set.length === 0 ? {} : { filter: Object.fromEntries(set.map((name) => [name, filter[name]])) };
}

function propertyOf(row: RowForm, place: number, read: Reader): Atom | undefined {
  const { property: name } = row;
  switch (name) {
    case 'tier':
      return { property: row.tierOrder === 'is' ? { name, is: row.tier } : { name, atLeast: row.tier } };
    case 'pass':
      return { property: { name, is: row.pass } };
    case 'points':
    case 'joinedDays': {
      const max = name === 'points' ? MAX_POINTS : MAX_DAYS;
      const atLeast = read.whole(rowField(place, 'number'), row.number, { max, must: true });
      return atLeast === undefined ? undefined : { property: { name, atLeast } };
    }
    case 'channel':
    case 'group': {
      const is = read.words(rowField(place, 'word'), row.word, { max: 64, must: true });
      return is === undefined ? undefined : { property: { name, is } };
    }
  }
}
