/** Spherical maths on unit vectors. Edges are great-circle arcs, as in MongoDB. */

/** MongoDB's radius of the earth in metres. */
export const EARTH_RADIUS = 6_378_100;

/** [longitude, latitude] in degrees. */
export type Position = readonly [number, number];
export type Vec = readonly [number, number, number];

const RAD = Math.PI / 180;
/** About a centimetre on the ground: what still counts as touching. */
const TOUCH = 2e-9;

export function toVec([lng, lat]: Position): Vec {
  const c = Math.cos(lat * RAD);
  return [c * Math.cos(lng * RAD), c * Math.sin(lng * RAD), Math.sin(lat * RAD)];
}

/** Angle between two positions in radians (haversine). */
export function angle(a: Position, b: Position): number {
  const dLat = Math.sin(((b[1] - a[1]) * RAD) / 2);
  const dLng = Math.sin(((b[0] - a[0]) * RAD) / 2);
  const h = dLat * dLat + Math.cos(a[1] * RAD) * Math.cos(b[1] * RAD) * dLng * dLng;
  return 2 * Math.asin(Math.min(1, Math.sqrt(h)));
}

const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const norm = (a: Vec): number => Math.sqrt(dot(a, a));
/** Exact for small angles, where acos is not. */
const vecAngle = (a: Vec, b: Vec): number => Math.atan2(norm(cross(a, b)), dot(a, b));

/** Angle in radians from a point to the nearest point of an arc. */
export function angleToArc(p: Vec, a: Vec, b: Vec): number {
  const n = cross(a, b);
  const size = norm(n);
  const ends = Math.min(vecAngle(p, a), vecAngle(p, b));
  if (size < 1e-15) return ends;
  const besideArc = dot(cross(n, a), p) >= 0 && dot(cross(b, n), p) >= 0;
  return besideArc ? Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(n, p) / size)))) : ends;
}

export function touchesArc(p: Vec, a: Vec, b: Vec): boolean {
  return angleToArc(p, a, b) <= TOUCH;
}

/** Whether two arcs pass through each other (touching ends do not count). */
export function arcsCross(a: Vec, b: Vec, c: Vec, d: Vec): boolean {
  const ab = cross(a, b);
  const cd = cross(c, d);
  const acb = -dot(ab, c);
  const bda = dot(ab, d);
  const cbd = -dot(cd, b);
  const dac = dot(cd, a);
  return acb * bda > 0 && acb * cbd > 0 && acb * dac > 0;
}

/**
 * Whether a closed ring goes around a point: the angles under which its edges are seen add up to a full turn.
 * The inside of a ring is the smaller part of the sphere. The ring itself counts as inside.
 */
export function ringContains(ring: readonly Vec[], p: Vec): boolean {
  let turn = 0;
  let middle = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[i + 1]!;
    if (touchesArc(p, a, b)) return true;
    middle += dot(a, p);
    turn += turnBetween(p, a, b);
  }
  return middle > 0 && Math.abs(turn) > Math.PI;
}

/** Signed angle at p from the direction of a to the direction of b. */
function turnBetween(p: Vec, a: Vec, b: Vec): number {
  const pa = cross(p, a);
  const pb = cross(p, b);
  return Math.atan2(dot(cross(pa, pb), p), dot(pa, pb));
}
