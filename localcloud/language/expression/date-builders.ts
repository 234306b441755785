import type { Value } from '../../types.ts';
import { EngineError } from '../../types.ts';
import { badValue } from '../errors.ts';
import { dateAt, dateMs, isoDateMs } from '../time/calendar.ts';
import { parseDate, parseDateWith } from '../time/parse.ts';
import { instantOf } from '../time/zones.ts';
import type { Obj } from '../types.ts';
import { show, typeName } from '../values/shape.ts';
import { zoneEval } from './date-arguments.ts';
import { isNil, named, type Operator } from './operator.ts';

const TIME = ['hour', 'minute', 'second', 'millisecond'];
const CIVIL = ['year', 'month', 'day'];
const ISO = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'];

export const dateBuilders: Record<string, Operator> = {
  /** Parts may overflow and carry over: month 14 is February of the next year. */
  $dateFromParts(arg, scope, compile) {
    const spec = named('$dateFromParts', arg, [...CIVIL, ...ISO, ...TIME, 'timezone']);
    const byWeek = 'isoWeekYear' in spec;
    checkParts(spec, byWeek);
    const zone = zoneEval(spec.timezone, scope, compile);
    const parts = [...(byWeek ? ISO : CIVIL), ...TIME].map((name, i) => {
      const evaluate = compile(name in spec ? spec[name] : i < 3 ? 1 : 0, scope);
      return (root: Value) => wholePart(name, evaluate(root));
    });
    return (root) => {
      const z = zone(root);
      const values = parts.map((part) => part(root));
      if (!z || values.includes(null)) return null;
      const [a, b, c, hour, minute, second, ms] = values as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      if (a < 1 || a > 9999)
        throw badValue(
          `'${byWeek ? 'isoWeekYear' : 'year'}' must evaluate to an integer in the range 1 to 9999, found ${a}`,
        );
      const day = byWeek ? isoDateMs(a, b, c) : dateMs(a, b, c);
      return dateAt(instantOf(day + ((hour * 60 + minute) * 60 + second) * 1000 + ms, z));
    };
  },

  $dateFromString(arg, scope, compile) {
    const spec = named(
      '$dateFromString',
      arg,
      ['dateString', 'format', 'timezone', 'onError', 'onNull'],
      ['dateString'],
    );
    const source = compile(spec.dateString, scope);
    const format = compile(spec.format, scope);
    const zone = zoneEval(spec.timezone, scope, compile);
    const onNull = compile(spec.onNull ?? null, scope);
    const onError = 'onError' in spec ? compile(spec.onError, scope) : undefined;
    const zoneGiven = spec.timezone !== undefined;
    return (root) => {
      const [text, z, f] = [source(root), zone(root), format(root)];
      if (isNil(text) || !z || f === null) return onNull(root);
      try {
        if (typeof text !== 'string') {
          throw badValue(
            `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)} with value ${show(text)}`,
          );
        }
        return f === undefined ? parseDate(text, z, zoneGiven) : parseDateWith(String(f), text, z, zoneGiven);
      } catch (error) {
        if (!onError || !(error instanceof EngineError)) throw error;
        return onError(root);
      }
    };
  },
};

function checkParts(spec: Obj, byWeek: boolean): void {
  const wrong = (byWeek ? CIVIL : ISO).find((name) => name in spec);
  if (wrong) throw badValue('$dateFromParts does not allow mixing natural dates with ISO dates');
  if (!byWeek && !('year' in spec))
    throw badValue("$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
}

function wholePart(name: string, v: Value): number | null {
  if (isNil(v)) return null;
  if (typeof v !== 'number' || !Number.isInteger(v)) {
    throw badValue(`'${name}' must evaluate to an integer, found ${typeName(v)} with value ${show(v)}`);
  }
  return v;
}
