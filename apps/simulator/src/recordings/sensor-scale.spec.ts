import { describe, expect, it } from '@jest/globals';
import { counts, rateHz, turning } from '../../../../tests/support/turning-sensor.js';
import { accelerationScale, restRate, type RawSensor } from './sensor-scale.js';

describe('scales that a device does not state', () => {
  it('come from gravity at rest', () => {
    expect((accelerationScale(turning(0.02)) as number) * counts.perMPerS2).toBeCloseTo(1, 2);
  });

  it('take off what the gyroscope shows at rest', () => {
    expect(restRate(turning(0.02))).toEqual([2 * counts.perDegPerS, 0, -counts.perDegPerS]);
  });

  it('cannot be told of a sensor that lies still, or of nothing', () => {
    const still: RawSensor = { acceleration: Float64Array.from({ length: 3000 }, (_, i) => (i % 3 === 2 ? 3922 : 0)), angularVelocity: new Float64Array(3000), rateHz };
    expect(accelerationScale(still)).toBeCloseTo(9.80665 / 3922, 6);
    expect(accelerationScale({ acceleration: new Float64Array(0), angularVelocity: new Float64Array(0), rateHz })).toBeNull();
  });
});
