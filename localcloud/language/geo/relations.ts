import type { Shape } from './shapes.ts';
import {
  angle,
  angleToArc,
  arcsCross,
  EARTH_RADIUS,
  type Position,
  ringContains,
  touchesArc,
  toVec,
  type Vec,
} from './sphere.ts';

/** Metres from a position to the nearest point of a shape. */
export function metresTo(from: Position, shape: Shape): number {
  const p = toVec(from);
  if (shape.polygons.some((polygon) => polygonContains(polygon, p))) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (const at of shape.positions) best = Math.min(best, angle(from, at));
  for (const path of paths(shape)) {
    for (let i = 0; i + 1 < path.length; i++) best = Math.min(best, angleToArc(p, path[i]!, path[i + 1]!));
  }
  return best * EARTH_RADIUS;
}

/** Whether every point of a shape lies within `radians` of a position (a cap is convex: its corners decide). */
export function withinCap(shape: Shape, centre: Position, radians: number): boolean {
  const c = toVec(centre);
  const near = (v: Vec): boolean => angleToArc(c, v, v) <= radians;
  return (
    shape.positions.every((p) => angle(centre, p) <= radians) &&
    paths(shape).every((path) => path.every(near))
  );
}

/** Whether a shape lies wholly inside one of the polygons of an area. */
export function withinArea(shape: Shape, area: Shape): boolean {
  const inside = (test: (polygon: Vec[][]) => boolean): boolean => area.polygons.some(test);
  return (
    shape.points.every((p) => inside((polygon) => polygonContains(polygon, p))) &&
    shape.lines.every((path) => inside((polygon) => pathInside(path, polygon))) &&
    shape.polygons.every((inner) =>
      inside(
        (polygon) =>
          inner.every((ring) => pathInside(ring, polygon)) &&
          polygon.slice(1).every((hole) => !holeInside(hole, inner)),
      ),
    )
  );
}

/** Whether two shapes share a point. */
export function intersects(a: Shape, b: Shape): boolean {
  return (
    a.points.some((p) => touches(b, p)) ||
    b.points.some((p) => touches(a, p)) ||
    paths(a).some((x) => paths(b).some((y) => pathsMeet(x, y))) ||
    paths(a).some((path) => b.polygons.some((polygon) => polygonContains(polygon, path[0]!))) ||
    paths(b).some((path) => a.polygons.some((polygon) => polygonContains(polygon, path[0]!)))
  );
}

const paths = (shape: Shape): Vec[][] => [...shape.lines, ...shape.polygons.flat()];

function touches(shape: Shape, p: Vec): boolean {
  return (
    shape.points.some((q) => angleToArc(p, q, q) <= 1e-12) ||
    shape.lines.some((path) => onPath(p, path)) ||
    shape.polygons.some((polygon) => polygonContains(polygon, p))
  );
}

const onPath = (p: Vec, path: Vec[]): boolean =>
  path.some((a, i) => i + 1 < path.length && touchesArc(p, a, path[i + 1]!));

/** In the outer ring and in no hole; the edges of both belong to the polygon. */
function polygonContains(polygon: Vec[][], p: Vec): boolean {
  const [outer, ...holes] = polygon;
  return ringContains(outer!, p) && holes.every((hole) => onPath(p, hole) || !ringContains(hole, p));
}

function pathInside(path: Vec[], polygon: Vec[][]): boolean {
  return path.every((p) => polygonContains(polygon, p)) && !polygon.some((ring) => pathsCross(path, ring));
}

function holeInside(hole: Vec[], polygon: Vec[][]): boolean {
  const corner = hole.find((p) => !polygon.some((ring) => onPath(p, ring)));
  return corner !== undefined && polygonContains(polygon, corner);
}

function pathsMeet(x: Vec[], y: Vec[]): boolean {
  return pathsCross(x, y) || x.some((p) => onPath(p, y)) || y.some((p) => onPath(p, x));
}

function pathsCross(x: Vec[], y: Vec[]): boolean {
  for (let i = 0; i + 1 < x.length; i++) {
    for (let j = 0; j + 1 < y.length; j++) {
      if (arcsCross(x[i]!, x[i + 1]!, y[j]!, y[j + 1]!)) return true;
    }
  }
  return false;
}
