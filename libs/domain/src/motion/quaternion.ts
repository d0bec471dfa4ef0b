/** Unit quaternion, scalar first [w, x, y, z], Hamilton product, sensor to earth (ENU), as in VQF. */
export type Quaternion = [number, number, number, number];
export type Vector = [number, number, number];

export function multiply(a: Quaternion, b: Quaternion): Quaternion {
  return [
    a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
    a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
    a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
    a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
  ];
}

/** conj(a) b: the rotation from a to b, seen in the frame of a. */
export function relative(a: Quaternion, b: Quaternion): Quaternion {
  return multiply([a[0], -a[1], -a[2], -a[3]], b);
}

/** A turn about the vertical of globalFrame. */
export function aboutVertical(deg: number): Quaternion {
  const half = (deg * Math.PI) / 360;
  return [Math.cos(half), 0, 0, Math.sin(half)];
}

/** Rotates a vector from the sensor's frame to earth. */
export function rotate(q: Quaternion, v: Vector): Vector {
  const [w, x, y, z] = q;
  return [
    (1 - 2 * y * y - 2 * z * z) * v[0] + 2 * v[1] * (x * y - w * z) + 2 * v[2] * (w * y + x * z),
    2 * v[0] * (w * z + x * y) + v[1] * (1 - 2 * x * x - 2 * z * z) + 2 * v[2] * (y * z - w * x),
    2 * v[0] * (x * z - w * y) + 2 * v[1] * (w * x + y * z) + v[2] * (1 - 2 * x * x - 2 * y * y),
  ];
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
