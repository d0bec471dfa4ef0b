export type Vector = [number, number, number];

export interface Turn {
  /** 3n values, m/s2. */
  accelerationMPerS2: Float64Array;
  /** 3n values, deg/s. */
  angularVelocityDegPerS: Float64Array;
}

/**
 * n samples of a sensor that turns evenly from one posture to another, both told by what its accelerometer shows at rest: gravity
 * and turning rate agree. The samples of the two postures themselves are not among them.
 */
export function turnPosture(from: Vector, to: Vector, { samples, rateHz }: { samples: number; rateHz: number }): Turn {
  const turn: Turn = { accelerationMPerS2: new Float64Array(3 * samples), angularVelocityDegPerS: new Float64Array(3 * samples) };
  const { axis, angleRad } = rotationBetween(unit(from), unit(to));
  const steps = samples + 1;
  const rateDegPerS = (((angleRad * 180) / Math.PI) * rateHz) / steps;
  for (let i = 0; i < samples; i++) {
    const share = (i + 1) / steps;
    const direction = rotated(unit(from), axis, angleRad * share);
    const size = Math.hypot(...from) * (1 - share) + Math.hypot(...to) * share;
    for (let k = 0; k < 3; k++) {
      turn.accelerationMPerS2[3 * i + k] = direction[k] * size;
      // What is fixed in the world turns backwards in the sensor's frame.
      turn.angularVelocityDegPerS[3 * i + k] = -rateDegPerS * axis[k];
    }
  }
  return turn;
}

export function vectorAt(values: Float64Array, sample: number): Vector {
  return [values[3 * sample], values[3 * sample + 1], values[3 * sample + 2]];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function rotationBetween(a: Vector, b: Vector): { axis: Vector; angleRad: number } {
  const normal = cross(a, b);
  return { axis: unit(normal), angleRad: Math.atan2(Math.hypot(...normal), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) };
}

/** Rodrigues; `axis` is orthogonal to `v`. */
function rotated(v: Vector, axis: Vector, angleRad: number): Vector {
  const side = cross(axis, v);
  const [c, s] = [Math.cos(angleRad), Math.sin(angleRad)];
  return [c * v[0] + s * side[0], c * v[1] + s * side[1], c * v[2] + s * side[2]];
}
