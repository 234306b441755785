import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { show } from '../values/shape.ts';
import { toPosition } from './shapes.ts';
import type { Position } from './sphere.ts';

/** The legacy flat areas of `$geoWithin`: degrees as if on a plane. */
export function flatArea(operator: string, spec: Value): (p: Position) => boolean {
  if (operator === '$center') return circle(spec);
  const corners = positions(operator, spec);
  return operator === '$box' ? box(corners) : (p) => inRing(corners, p);
}

function circle(spec: Value): (p: Position) => boolean {
  const centre = Array.isArray(spec) ? toPosition(spec[0]) : undefined;
  const radius = Array.isArray(spec) ? spec[1] : undefined;
  if (!centre || typeof radius !== 'number') throw badValue(`$center needs [[x, y], radius]: ${show(spec)}`);
  return (p) => Math.hypot(p[0] - centre[0], p[1] - centre[1]) <= radius;
}

function positions(operator: string, spec: Value): Position[] {
  const list = Array.isArray(spec) ? spec.map(toPosition) : [];
  const least = operator === '$box' ? 2 : 3;
  if (list.length < least || list.includes(undefined)) {
    throw badValue(`${operator} needs at least ${least} points: ${show(spec)}`);
  }
  return list as Position[];
}

function box(corners: Position[]): (p: Position) => boolean {
  const [[x1, y1], [x2, y2]] = [corners[0]!, corners[1]!];
  const between = (v: number, a: number, b: number): boolean => v >= Math.min(a, b) && v <= Math.max(a, b);
  return (p) => between(p[0], x1, x2) && between(p[1], y1, y2);
}

/** Even-odd rule; the ring closes itself. */
function inRing(ring: Position[], [x, y]: Position): boolean {
  let inside = false;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}
