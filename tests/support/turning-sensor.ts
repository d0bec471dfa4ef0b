import type { RawSensor } from '../../apps/simulator/src/recordings/sensor-scale.js';
import { normal, seededRandom } from '../../apps/simulator/src/synthetic/random.js';

export const rateHz = 25;
export const counts = { perMPerS2: 400, perDegPerS: 16 };

/**
 * Four seconds of rest, two there, one held, two back, by hand: a sensor that turns about x by 60 and 45 deg in turn and is otherwise only gravity. `axes`:
 * of a right hand, or of a left one; `slant`: by how much each axis of its accelerometer says too much.
 */
export function turning(noise: number, { axes = 1, slant = [1, 1, 1] }: { axes?: 1 | -1; slant?: [number, number, number] } = {}): RawSensor {
  const random = seededRandom(4);
  const acceleration: number[] = [];
  const angularVelocity: number[] = [];
  const angleDegAt = (tS: number): number => {
    const inCycle = tS % 9;
    const share = inCycle < 4 ? 0 : inCycle < 6 ? (inCycle - 4) / 2 : inCycle < 7 ? 1 : (9 - inCycle) / 2;
    return (Math.floor(tS / 9) % 2 === 0 ? 30 : 22.5) * (1 - Math.cos(Math.PI * share));
  };
  for (let i = 0; i < 90 * rateHz; i++) {
    const tS = i / rateHz;
    const deg = angleDegAt(tS);
    const rate = (angleDegAt(tS + 0.001) - angleDegAt(tS - 0.001)) / 0.002;
    const rad = (deg * Math.PI) / 180;
    acceleration.push(...[0, 9.80665 * Math.sin(rad), 9.80665 * Math.cos(rad)].map((value, k) => Math.round((slant[k] * value + noise * normal(random)) * counts.perMPerS2)));
    angularVelocity.push(...[axes * rate + 2, 0, -1].map((value) => Math.round(value * counts.perDegPerS)));
  }
  return { acceleration: Float64Array.from(acceleration), angularVelocity: Float64Array.from(angularVelocity), rateHz };
}
