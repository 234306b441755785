import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { dateAt, dateMs, dayNumber, localOf } from '../time/calendar.ts';
import { instantOf, type Zone } from '../time/zones.ts';
import { lookUp, show, typeName } from '../values/shape.ts';
import { toDate, zoneEval } from './date-arguments.ts';
import { isNil, named, type Operator } from './operator.ts';

const DAY = 86_400_000;
/** Units of a fixed length, in ms. Hours and shorter pass in real time, days and longer in local time. */
const FIXED: Record<string, number> = {
  week: 7 * DAY,
  day: DAY,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
/** Units of whole months. */
const MONTHS: Record<string, number> = { year: 12, quarter: 3, month: 1 };
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const dateMaths: Record<string, Operator> = {
  $dateAdd: moved('$dateAdd', 1),
  $dateSubtract: moved('$dateSubtract', -1),

  /** How many borders of the unit lie between two instants. */
  $dateDiff(arg, scope, compile) {
    const known = ['startDate', 'endDate', 'unit', 'timezone', 'startOfWeek'];
    const spec = named('$dateDiff', arg, known, ['startDate', 'endDate', 'unit']);
    const [start, end, unit, first] = [
      spec.startDate,
      spec.endDate,
      spec.unit,
      spec.startOfWeek ?? 'sunday',
    ].map((a) => compile(a, scope));
    const zone = zoneEval(spec.timezone, scope, compile);
    return (root) => {
      const [from, to, u, z] = [toDate(start!(root)), toDate(end!(root)), unit!(root), zone(root)];
      if (!from || !to || !z || isNil(u)) return null;
      const name = unitOf('$dateDiff', u);
      const offset = z(from.getTime());
      // A change of the clocks is no border between two hours, only between what days they belong to.
      const zoneHere: Zone = (FIXED[name] ?? DAY) < DAY ? () => offset : z;
      const bin = (d: Date): number => binOf(localOf(d, zoneHere), name, 1, weekday(first!(root)));
      return bin(to) - bin(from);
    };
  },

  /** The start of the bin of `binSize` units an instant lies in; bins are counted from 2000-01-01 local time. */
  $dateTrunc(arg, scope, compile) {
    const spec = named(
      '$dateTrunc',
      arg,
      ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'],
      ['date', 'unit'],
    );
    const [date, unit, size, first] = [
      spec.date,
      spec.unit,
      spec.binSize ?? 1,
      spec.startOfWeek ?? 'sunday',
    ].map((a) => compile(a, scope));
    const zone = zoneEval(spec.timezone, scope, compile);
    return (root) => {
      const [d, u, n, z] = [toDate(date!(root)), unit!(root), size!(root), zone(root)];
      if (!d || !z || isNil(u) || isNil(n)) return null;
      if (typeof n !== 'number' || !Number.isInteger(n) || n < 1) {
        throw badValue(`$dateTrunc requires 'binSize' to be greater than 0, but got value ${show(n)}`);
      }
      return truncated(d, unitOf('$dateTrunc', u), n, z, weekday(first!(root)));
    };
  },
};

function moved(name: string, sign: 1 | -1): Operator {
  return (arg, scope, compile) => {
    const spec = named(
      name,
      arg,
      ['startDate', 'unit', 'amount', 'timezone'],
      ['startDate', 'unit', 'amount'],
    );
    const [start, unit, amount] = [spec.startDate, spec.unit, spec.amount].map((a) => compile(a, scope));
    const zone = zoneEval(spec.timezone, scope, compile);
    return (root) => {
      const [d, u, n, z] = [toDate(start!(root)), unit!(root), amount!(root), zone(root)];
      if (!d || !z || isNil(u) || isNil(n)) return null;
      if (typeof n !== 'number' || !Number.isInteger(n)) {
        throw badValue(`${name} expects integer amount of time units`);
      }
      return move(d, unitOf(name, u), sign * n, z);
    };
  };
}

function move(d: Date, unit: string, n: number, zone: Zone): Date {
  const months = MONTHS[unit];
  const step = FIXED[unit] ?? 0;
  if (!months && step < DAY) return dateAt(d.getTime() + n * step);
  const t = localOf(d, zone);
  return dateAt(instantOf(months ? addMonths(t, n * months) : t.getTime() + n * step, zone));
}

/** The last day of a shorter month stands for days it does not have. */
function addMonths(t: Date, months: number): number {
  const [year, month] = [t.getUTCFullYear(), t.getUTCMonth() + 1 + months];
  const daysInMonth = new Date(dateMs(year, month + 1, 0)).getUTCDate();
  const midnight = dateMs(year, month, Math.min(t.getUTCDate(), daysInMonth));
  return midnight + (t.getTime() - dayNumber(t) * DAY);
}

/** The number of the bin a local time lies in, counted from 2000. */
function binOf(t: Date, unit: string, size: number, firstDay: number): number {
  const months = MONTHS[unit];
  if (months) return Math.floor(((t.getUTCFullYear() - 2000) * 12 + t.getUTCMonth()) / (months * size));
  return Math.floor((t.getTime() - origin(unit, firstDay)) / (FIXED[unit]! * size));
}

/** 2000-01-01 was a Saturday; weeks are counted from the first day of the week on or after it. */
function origin(unit: string, firstDay: number): number {
  const start = dateMs(2000, 1, 1);
  return unit === 'week' ? start + ((firstDay - 6 + 7) % 7) * DAY : start;
}

function truncated(d: Date, unit: string, size: number, zone: Zone, firstDay: number): Date {
  const t = localOf(d, zone);
  const bin = binOf(t, unit, size, firstDay);
  const months = MONTHS[unit];
  if (months) return dateAt(instantOf(dateMs(2000, 1 + bin * months * size, 1), zone));
  const local = origin(unit, firstDay) + bin * FIXED[unit]! * size;
  if (FIXED[unit]! >= DAY) return dateAt(instantOf(local, zone));
  return dateAt(d.getTime() - (t.getTime() - local));
}

function unitOf(name: string, unit: Value): string {
  if (typeof unit === 'string' && (lookUp(FIXED, unit) || lookUp(MONTHS, unit))) return unit;
  throw badValue(
    `${name} parameter 'unit' value cannot be recognized as a time unit: ${typeof unit === 'string' ? unit : typeName(unit)}`,
  );
}

function weekday(v: Value): number {
  const day = typeof v === 'string' ? WEEKDAYS.indexOf(v.slice(0, 3).toLowerCase()) : -1;
  if (day < 0) throw badValue(`startOfWeek cannot be recognized as a day of a week: ${show(v)}`);
  return day;
}
