/**
 * A sensor that reached the end of its range says less than there was. These are the widest ranges in use, and the limits beyond
 * which a packet is refused; a sensor that declares none is taken to have them. Within 1 % of the end counts as the end [P].
 */
const accelerationRangeMPerS2 = 16 * 9.80665;
const angularVelocityRangeDegPerS = 2000;
const nearEnd = 0.99;

/** Two samples in a row make it saturated [P]: one alone may be a knock on the sensor. */
export const saturatedSamples = 2;

/** Whether any axis of the sample at `at` stands at the end of its range. */
export function isAtRangeEnd(accelerationMPerS2: Float64Array, angularVelocityDegPerS: Float64Array, at: number): boolean {
  for (let i = at; i < at + 3; i++) {
    if (Math.abs(accelerationMPerS2[i]) >= nearEnd * accelerationRangeMPerS2) return true;
    if (Math.abs(angularVelocityDegPerS[i]) >= nearEnd * angularVelocityRangeDegPerS) return true;
  }
  return false;
}
