import { badValue } from '../errors.ts';
import * as calendar from '../time/calendar.ts';
import { dateFormat } from '../time/format.ts';
import { isObj, typeName } from '../values/shape.ts';
import { toDate, zoneEval } from './date-arguments.ts';
import { dateBuilders } from './date-builders.ts';
import { dateMaths } from './date-maths.ts';
import { argumentsOf, isNil, named, type Operator } from './operator.ts';

export const dates: Record<string, Operator> = {
  ...dateBuilders,
  ...dateMaths,
  $year: field('$year', (t) => t.getUTCFullYear()),
  $month: field('$month', (t) => t.getUTCMonth() + 1),
  $dayOfMonth: field('$dayOfMonth', (t) => t.getUTCDate()),
  $hour: field('$hour', (t) => t.getUTCHours()),
  $minute: field('$minute', (t) => t.getUTCMinutes()),
  $second: field('$second', (t) => t.getUTCSeconds()),
  $millisecond: field('$millisecond', (t) => t.getUTCMilliseconds()),
  $dayOfYear: field('$dayOfYear', calendar.dayOfYear),
  $dayOfWeek: field('$dayOfWeek', calendar.dayOfWeek),
  $week: field('$week', calendar.week),
  $isoDayOfWeek: field('$isoDayOfWeek', calendar.isoDayOfWeek),
  $isoWeek: field('$isoWeek', calendar.isoWeek),
  $isoWeekYear: field('$isoWeekYear', calendar.isoWeekYear),

  $dateToString(arg, scope, compile) {
    const spec = named('$dateToString', arg, ['date', 'format', 'timezone', 'onNull'], ['date']);
    const date = compile(spec.date, scope);
    const zone = zoneEval(spec.timezone, scope, compile);
    const onNull = compile(spec.onNull ?? null, scope);
    const isUtc = spec.timezone === undefined || spec.timezone === 'UTC';
    const format = spec.format === undefined ? `%Y-%m-%dT%H:%M:%S.%L${isUtc ? 'Z' : ''}` : spec.format;
    if (typeof format === 'string' && !format.startsWith('$')) {
      const write = dateFormat(format);
      return (root) => {
        const [d, z] = [toDate(date(root)), zone(root)];
        return d && z ? write(d, z) : onNull(root);
      };
    }
    const formatOf = compile(format, scope);
    return (root) => {
      const [d, z, f] = [toDate(date(root)), zone(root), formatOf(root)];
      if (!d || !z || isNil(f)) return onNull(root);
      if (typeof f !== 'string')
        throw badValue(`$dateToString requires that 'format' be a string, found: ${typeName(f)}`);
      return dateFormat(f)(d, z);
    };
  },

  $dateToParts(arg, scope, compile) {
    const spec = named('$dateToParts', arg, ['date', 'timezone', 'iso8601'], ['date']);
    const date = compile(spec.date, scope);
    const zone = zoneEval(spec.timezone, scope, compile);
    const iso = compile(spec.iso8601 ?? false, scope);
    return (root) => {
      const [d, z] = [toDate(date(root)), zone(root)];
      if (!d || !z) return null;
      const t = calendar.localOf(d, z);
      const time = {
        hour: t.getUTCHours(),
        minute: t.getUTCMinutes(),
        second: t.getUTCSeconds(),
        millisecond: t.getUTCMilliseconds(),
      };
      return iso(root) === true
        ? {
            isoWeekYear: calendar.isoWeekYear(t),
            isoWeek: calendar.isoWeek(t),
            isoDayOfWeek: calendar.isoDayOfWeek(t),
            ...time,
          }
        : { year: t.getUTCFullYear(), month: t.getUTCMonth() + 1, day: t.getUTCDate(), ...time };
    };
  },
};

/** `{ $year: date }`, `{ $year: [date] }` or `{ $year: { date, timezone } }`. */
function field(name: string, read: (t: calendar.Local) => number): Operator {
  return (arg, scope, compile) => {
    const withZone = isObj(arg) && !Object.keys(arg)[0]?.startsWith('$');
    const spec = withZone ? named(name, arg, ['date', 'timezone'], ['date']) : undefined;
    const date = compile(spec ? spec.date : argumentsOf(name, arg, 1, 1)[0], scope);
    const zone = zoneEval(spec?.timezone, scope, compile);
    return (root) => {
      const [d, z] = [toDate(date(root)), zone(root)];
      return d && z ? read(calendar.localOf(d, z)) : null;
    };
  };
}
