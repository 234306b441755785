import type { Doc, Filter, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { someAt } from '../values/paths.ts';
import { isObj, pathParts, show } from '../values/shape.ts';
import { flatArea } from './flat.ts';
import { intersects, metresTo, withinArea, withinCap } from './relations.ts';
import { queryShape, type Shape, shapeOf, toPosition } from './shapes.ts';
import type { Position } from './sphere.ts';

type ShapeTest = (shape: Shape) => boolean;

/** Whether a stored value answers a geo condition. A field may hold one geometry or an array of them. */
export function geoTest(operator: string, spec: Value): (value: Value) => boolean {
  const test = shapeTest(operator, spec);
  return (value) => {
    const shape = shapeOf(value);
    if (shape) return test(shape);
    return Array.isArray(value) && value.some((item) => test(shapeOf(item) ?? NOWHERE));
  };
}
const NOWHERE: Shape = { points: [], lines: [], polygons: [], positions: [] };

function shapeTest(operator: string, spec: Value): ShapeTest {
  const test = anywhere(operator, spec);
  return (shape) => shape !== NOWHERE && test(shape);
}

function anywhere(operator: string, spec: Value): ShapeTest {
  if (operator === '$geoWithin') return withinTest(spec);
  if (operator === '$geoIntersects') {
    const area = queryShape(geometryOf(operator, spec));
    return (shape) => intersects(shape, area);
  }
  const near = parseNear(operator, spec);
  return (shape) => inRing(metresTo(near.at, shape), near);
}

function withinTest(spec: Value): ShapeTest {
  const [kind, area] = Object.entries(isObj(spec) ? spec : {})[0] ?? [];
  switch (kind) {
    case '$geometry': {
      const shape = queryShape(area);
      if (shape.polygons.length === 0) throw badValue('$geoWithin not supported with provided geometry');
      return (inner) => withinArea(inner, shape);
    }
    case '$centerSphere': {
      const centre = Array.isArray(area) ? toPosition(area[0]) : undefined;
      const radians: Value = Array.isArray(area) ? area[1] : undefined;
      if (!centre || typeof radians !== 'number' || radians < 0) {
        throw badValue(`$centerSphere needs [[longitude, latitude], radians]: ${show(area)}`);
      }
      return (inner) => withinCap(inner, centre, radians);
    }
    case '$box':
    case '$center':
    case '$polygon': {
      const inside = flatArea(kind, area);
      return (inner) => inner.positions.length > 0 && inner.positions.every(inside);
    }
    default:
      throw badValue(`unknown geo specifier: ${show(spec)}`);
  }
}

function geometryOf(operator: string, spec: Value): Value {
  if (!isObj(spec) || !isObj(spec.$geometry)) throw badValue(`${operator} requires $geometry: ${show(spec)}`);
  return spec.$geometry;
}

interface Near {
  at: Position;
  min: number;
  max: number;
}

const inRing = (metres: number, near: Near): boolean => metres >= near.min && metres <= near.max;

function parseNear(operator: string, spec: Value): Near {
  const at = queryShape(geometryOf(operator, spec)).positions[0];
  if (!at) throw badValue(`${operator} requires a point: ${show(spec)}`);
  const { $minDistance, $maxDistance } = spec as Record<string, Value>;
  return { at, min: metres($minDistance, 0), max: metres($maxDistance, Number.POSITIVE_INFINITY) };
}

function metres(v: Value, otherwise: number): number {
  if (v === undefined || v === null) return otherwise;
  if (typeof v !== 'number' || !(v >= 0))
    throw badValue('$minDistance and $maxDistance must be non-negative numbers');
  return v;
}

/** The `$near`/`$nearSphere` of a filter: documents it matches are to be ordered by `distance`, nearest first. */
export interface NearOrder {
  field: string;
  /** Metres, or undefined where the document has no position. */
  distance(doc: Doc): number | undefined;
}

/** Finds the `$near` or `$nearSphere` of a filter, at the top or within `$and`. */
export function nearOrder(filter: Filter): NearOrder | undefined {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const part of condition) {
        const found = isObj(part) ? nearOrder(part) : undefined;
        if (found) return found;
      }
    }
    if (key.startsWith('$') || !isObj(condition)) continue;
    const operator = ['$near', '$nearSphere'].find((name) => name in condition);
    if (operator)
      return { field: key, distance: distanceFrom(key, parseNear(operator, condition[operator])) };
  }
  return undefined;
}

/** Metres from a point to the nearest geometry a document has at a path, as long as it is between min and max. */
export function distanceFrom(path: string, near: Near): (doc: Record<string, Value>) => number | undefined {
  const parts = pathParts(path);
  return (doc) => {
    let best: number | undefined;
    someAt(doc, parts, 0, (value) => {
      const shapes = shapeOf(value) ?? (Array.isArray(value) ? value.map(shapeOf) : undefined);
      for (const shape of Array.isArray(shapes) ? shapes : [shapes]) {
        if (!shape) continue;
        const distance = metresTo(near.at, shape);
        if (inRing(distance, near) && (best === undefined || distance < best)) best = distance;
      }
      return false;
    });
    return best;
  };
}
