import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { isObj, show } from '../values/shape.ts';
import { type Position, toVec, type Vec } from './sphere.ts';

/** A geometry taken apart: lone points, lines (open or closed), polygons (outer ring, then holes). */
export interface Shape {
  points: Vec[];
  lines: Vec[][];
  polygons: Vec[][][];
  /** Positions of `points`, for flat (2d) questions and exact distances. */
  positions: Position[];
}

const isNumber = (v: Value): v is number => typeof v === 'number' && Number.isFinite(v);

/** A `[longitude, latitude]` pair, or undefined. */
export function toPosition(v: Value): Position | undefined {
  if (!Array.isArray(v) || !isNumber(v[0]) || !isNumber(v[1])) return undefined;
  return [v[0], v[1]];
}

/** The shape of a stored value: GeoJSON or a legacy pair; undefined for anything else. */
export function shapeOf(v: Value): Shape | undefined {
  const pair = toPosition(v);
  if (pair) return Array.isArray(v) && v.length === 2 ? pointShape([pair]) : undefined;
  if (!isObj(v)) return undefined;
  const { lng, lat } = v;
  if (isNumber(lng) && isNumber(lat)) return pointShape([[lng, lat]]);
  return typeof v.type === 'string' ? geoJson(v.type, v.coordinates, v.geometries) : undefined;
}

/** The first position of a stored value that is not on the earth; the value may be GeoJSON, a legacy pair or a list of them. */
export function positionOutOfBounds(v: Value): Position | undefined {
  if (Array.isArray(v)) {
    const [lng, lat] = v;
    if (typeof lng !== 'number' || typeof lat !== 'number') return firstOutOfBounds(v);
    return inRange(v) ? undefined : [lng, lat];
  }
  if (!isObj(v)) return undefined;
  return firstOutOfBounds('lng' in v ? [[v.lng, v.lat]] : [v.coordinates, v.geometries]);
}

function firstOutOfBounds(items: Value[]): Position | undefined {
  for (const item of items) {
    const found = positionOutOfBounds(item);
    if (found) return found;
  }
  return undefined;
}

/** The geometry of a query; anything that is not GeoJSON is an error. */
export function queryShape(v: Value): Shape {
  const shape = isObj(v) && typeof v.type === 'string' ? shapeOf(v) : undefined;
  if (!shape) throw badValue(`unknown GeoJSON type or malformed coordinates: ${show(v)}`);
  return shape;
}

function geoJson(type: string, at: Value, members: Value): Shape | undefined {
  switch (type) {
    case 'Point': {
      const p = inRange(at);
      return p && pointShape([p]);
    }
    case 'MultiPoint': {
      const all = listOf(at, inRange);
      return all && pointShape(all);
    }
    case 'LineString':
      return fromLines(listOf([at], line));
    case 'MultiLineString':
      return fromLines(listOf(at, line));
    case 'Polygon':
      return fromPolygons(listOf([at], rings));
    case 'MultiPolygon':
      return fromPolygons(listOf(at, rings));
    case 'GeometryCollection': {
      const shapes = listOf(members, shapeOf);
      return shapes && merged(shapes);
    }
    default:
      return undefined;
  }
}

function pointShape(positions: Position[]): Shape {
  return { points: positions.map(toVec), lines: [], polygons: [], positions };
}
function fromLines(lines: Vec[][] | undefined): Shape | undefined {
  return lines && { points: [], lines, polygons: [], positions: [] };
}
function fromPolygons(polygons: Vec[][][] | undefined): Shape | undefined {
  return polygons && { points: [], lines: [], polygons, positions: [] };
}
function merged(shapes: Shape[]): Shape {
  return {
    points: shapes.flatMap((s) => s.points),
    lines: shapes.flatMap((s) => s.lines),
    polygons: shapes.flatMap((s) => s.polygons),
    positions: shapes.flatMap((s) => s.positions),
  };
}

function inRange(v: Value): Position | undefined {
  const p = toPosition(v);
  return p && Math.abs(p[0]) <= 180 && Math.abs(p[1]) <= 90 ? p : undefined;
}
function line(v: Value): Vec[] | undefined {
  const positions = listOf(v, inRange);
  return positions && positions.length >= 2 ? positions.map(toVec) : undefined;
}
function ring(v: Value): Vec[] | undefined {
  const vecs = line(v);
  const first = vecs?.[0];
  const last = vecs?.[vecs.length - 1];
  return vecs && vecs.length >= 4 && first?.every((x, i) => x === last?.[i]) ? vecs : undefined;
}
function rings(v: Value): Vec[][] | undefined {
  return listOf(v, ring);
}

/** Every member parsed, or undefined when one cannot be (or there is none). */
function listOf<T>(v: Value, parse: (item: Value) => T | undefined): T[] | undefined {
  if (!Array.isArray(v) || v.length === 0) return undefined;
  const out: T[] = [];
  for (const item of v) {
    const parsed = parse(item);
    if (parsed === undefined) return undefined;
    out.push(parsed);
  }
  return out;
}
