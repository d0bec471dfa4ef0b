import { describe, expect, it } from '@jest/globals';
import { normal, seededRandom } from '../synthetic/random.js';
import { accelerationScale, angularVelocityScale, restRate, type RawSensor } from './sensor-scale.js';

const rateHz = 25;
const counts = { perMPerS2: 400, perDegPerS: 16 };

/** Four seconds of rest, two there, one held, two back, by hand: a sensor that turns about x by 60 deg and is otherwise only gravity. */
function turning(noise: number): RawSensor {
  const random = seededRandom(4);
  const acceleration: number[] = [];
  const angularVelocity: number[] = [];
  const angleDegAt = (tS: number): number => {
    const inCycle = tS % 9;
    const share = inCycle < 4 ? 0 : inCycle < 6 ? (inCycle - 4) / 2 : inCycle < 7 ? 1 : (9 - inCycle) / 2;
    return 30 * (1 - Math.cos(Math.PI * share));
  };
  for (let i = 0; i < 90 * rateHz; i++) {
    const tS = i / rateHz;
    const deg = angleDegAt(tS);
    const rate = (angleDegAt(tS + 0.001) - angleDegAt(tS - 0.001)) / 0.002;
    const rad = (deg * Math.PI) / 180;
    acceleration.push(...[0, 9.80665 * Math.sin(rad), 9.80665 * Math.cos(rad)].map((value) => Math.round((value + noise * normal(random)) * counts.perMPerS2)));
    angularVelocity.push(...[rate + 2, 0, -1].map((value) => Math.round(value * counts.perDegPerS)));
  }
  return { acceleration: Float64Array.from(acceleration), angularVelocity: Float64Array.from(angularVelocity), rateHz };
}

describe('scales that a device does not state', () => {
  it('come from gravity at rest', () => {
    expect((accelerationScale(turning(0.02)) as number) * counts.perMPerS2).toBeCloseTo(1, 2);
  });

  it('come from how gravity turns, within 3 % where nothing else accelerates', () => {
    expect(Math.abs((angularVelocityScale([turning(0.02)]) as number) * counts.perDegPerS - 1)).toBeLessThan(0.03);
  });

  it('take off what the gyroscope shows at rest', () => {
    expect(restRate(turning(0.02))).toEqual([2 * counts.perDegPerS, 0, -counts.perDegPerS]);
  });

  it('cannot be told of a sensor that lies still, or of nothing', () => {
    const still: RawSensor = { acceleration: Float64Array.from({ length: 3000 }, (_, i) => (i % 3 === 2 ? 3922 : 0)), angularVelocity: new Float64Array(3000), rateHz };
    expect(accelerationScale(still)).toBeCloseTo(9.80665 / 3922, 6);
    expect(angularVelocityScale([still])).toBeNull();
    expect(accelerationScale({ acceleration: new Float64Array(0), angularVelocity: new Float64Array(0), rateHz })).toBeNull();
  });
});
