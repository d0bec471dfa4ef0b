/** Unit quaternion, scalar first [w, x, y, z], Hamilton product, sensor to earth (ENU), as in VQF. */
export type Quaternion = [number, number, number, number];
export type Vector = [number, number, number];

export function multiply(a: Quaternion, b: Quaternion): Quaternion {
  return multiplyInto([0, 0, 0, 0], a, b);
}

/** The same without garbage; `into` may be one of the two. */
export function multiplyInto(into: Quaternion, a: Quaternion, b: Quaternion): Quaternion {
  const aw = a[0], ax = a[1], ay = a[2], az = a[3];
  const bw = b[0], bx = b[1], by = b[2], bz = b[3];
  into[0] = aw * bw - ax * bx - ay * by - az * bz;
  into[1] = aw * bx + ax * bw + ay * bz - az * by;
  into[2] = aw * by - ax * bz + ay * bw + az * bx;
  into[3] = aw * bz + ax * by - ay * bx + az * bw;
  return into;
}

/** conj(a) b: the rotation from a to b, seen in the frame of a. */
export function relative(a: Quaternion, b: Quaternion): Quaternion {
  return relativeInto([0, 0, 0, 0], a, b);
}

/** The same without garbage; `into` may be one of the two. */
export function relativeInto(into: Quaternion, a: Quaternion, b: Quaternion): Quaternion {
  const aw = a[0], ax = a[1], ay = a[2], az = a[3];
  const bw = b[0], bx = b[1], by = b[2], bz = b[3];
  into[0] = aw * bw + ax * bx + ay * by + az * bz;
  into[1] = aw * bx - ax * bw - ay * bz + az * by;
  into[2] = aw * by + ax * bz - ay * bw - az * bx;
  into[3] = aw * bz - ax * by + ay * bx - az * bw;
  return into;
}

/** A turn about the vertical of globalFrame. */
export function aboutVertical(deg: number): Quaternion {
  const half = (deg * Math.PI) / 360;
  return [Math.cos(half), 0, 0, Math.sin(half)];
}

/** Rotates a vector from the sensor's frame to earth. */
export function rotate(q: Quaternion, v: Vector): Vector {
  return rotateInto([0, 0, 0], q, v);
}

/** The same without garbage; `into` may be the vector itself. */
export function rotateInto(into: Vector, q: Quaternion, v: Vector): Vector {
  const w = q[0], x = q[1], y = q[2], z = q[3];
  const a = v[0], b = v[1], c = v[2];
  into[0] = (1 - 2 * y * y - 2 * z * z) * a + 2 * b * (x * y - w * z) + 2 * c * (w * y + x * z);
  into[1] = 2 * a * (w * z + x * y) + b * (1 - 2 * x * x - 2 * z * z) + 2 * c * (y * z - w * x);
  into[2] = 2 * a * (x * z - w * y) + 2 * b * (w * x + y * z) + c * (1 - 2 * x * x - 2 * y * y);
  return into;
}

const degPerRad = 180 / Math.PI;

/**
 * Twist of `q` about the unit `axis`, deg in (-180, 180], and what is left over, deg (clinical C5).
 */
export function swingTwist(q: Quaternion, axis: Vector): { twistDeg: number; swingDeg: number } {
  const along = q[1] * axis[0] + q[2] * axis[1] + q[3] * axis[2];
  const twist = 2 * Math.atan2(along, q[0]) * degPerRad;
  const swing = 2 * Math.acos(Math.min(1, Math.sqrt(q[0] * q[0] + along * along))) * degPerRad;
  return { twistDeg: twist > 180 ? twist - 360 : twist <= -180 ? twist + 360 : twist, swingDeg: swing };
}

/** Angle of the whole rotation, deg in [0, 180]. */
export function rotationAngleDeg(q: Quaternion): number {
  return 2 * Math.acos(Math.min(1, Math.abs(q[0]))) * degPerRad;
}
