import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { named } from '../expression/operator.ts';
import { distanceFrom } from '../geo/query.ts';
import { shapeOf, toPosition } from '../geo/shapes.ts';
import { EARTH_RADIUS, type Position } from '../geo/sphere.ts';
import type { Obj } from '../types.ts';
import { isObj, pathParts, show } from '../values/shape.ts';
import { matchFilter } from './simple-stages.ts';
import type { Rows, StageCompiler } from './stage.ts';
import { withValue } from './unwind.ts';

const OPTIONS = [
  'near',
  'distanceField',
  'spherical',
  'limit',
  'num',
  'maxDistance',
  'minDistance',
  'query',
  'distanceMultiplier',
  'includeLocs',
  'uniqueDocs',
  'key',
];

/** `$geoNear`: documents with their distance, nearest first. Metres from a GeoJSON point, radians from a legacy pair. */
export const geoNear: StageCompiler = (arg, env) => {
  const spec = named('$geoNear', arg, OPTIONS, ['near', 'distanceField']);
  const { distanceField, includeLocs } = spec;
  if (typeof distanceField !== 'string')
    throw badValue('$geoNear requires that the distanceField option is a String');
  const { at, unit } = origin(spec.near);
  const limits = {
    at,
    min: number(spec, 'minDistance', 0) * unit,
    max: number(spec, 'maxDistance', Number.POSITIVE_INFINITY) * unit,
  };
  const multiplier = number(spec, 'distanceMultiplier', 1) / unit;
  const most = number(spec, 'limit', number(spec, 'num', Number.POSITIVE_INFINITY));
  const test = spec.query === undefined ? () => true : matchFilter(spec.query, env);
  const target = pathParts(distanceField);
  return (rows) => {
    const found: Array<{ doc: Obj; metres: number; key: string }> = [];
    for (const doc of rows) {
      const key = typeof spec.key === 'string' ? spec.key : (env.ctx.geoField ?? geometryField(doc));
      const metres = key === undefined ? undefined : distanceFrom(key, limits)(doc);
      if (metres !== undefined && key !== undefined && test(doc)) found.push({ doc, metres, key });
    }
    return withDistance(found.sort((a, b) => a.metres - b.metres).slice(0, most), ({ doc, metres, key }) => {
      const out = withValue(doc, target, metres * multiplier);
      return typeof includeLocs === 'string'
        ? withValue(out, pathParts(includeLocs), location(doc, key))
        : out;
    });
  };
};

function* withDistance<T>(found: T[], write: (row: T) => Obj): Rows {
  for (const row of found) yield write(row);
}

function origin(near: Value): { at: Position; unit: number } {
  const pair = toPosition(near);
  if (pair) return { at: pair, unit: EARTH_RADIUS };
  const at = isObj(near) ? shapeOf(near)?.positions[0] : undefined;
  if (!at) throw badValue(`$geoNear requires a 'near' option as a point: ${show(near)}`);
  return { at, unit: 1 };
}

function number(spec: Obj, name: string, otherwise: number): number {
  const v = spec[name];
  if (v === undefined || v === null) return otherwise;
  if (typeof v !== 'number' || !(v >= 0))
    throw badValue(`$geoNear: ${name} must be a non-negative number: ${show(v)}`);
  return v;
}

/** Without a key and without a geo index to tell: the first field that holds a geometry. */
function geometryField(doc: Obj): string | undefined {
  return Object.keys(doc).find((field) => shapeOf(doc[field]) !== undefined);
}

function location(doc: Obj, key: string): Value {
  return pathParts(key).reduce<Value>((at, part) => (isObj(at) ? at[part] : undefined), doc);
}
