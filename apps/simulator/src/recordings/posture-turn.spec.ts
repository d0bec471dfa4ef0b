import { describe, expect, it } from '@jest/globals';
import { turnPosture, vectorAt } from './posture-turn.js';

describe('turnPosture', () => {
  it('turns a quarter in nine samples by a tenth of it each, in the sense in which gravity turns backwards', () => {
    const { accelerationMPerS2, angularVelocityDegPerS } = turnPosture([9.8, 0, 0], [0, 9.8, 0], { samples: 9, rateHz: 10 });
    expect(vectorAt(accelerationMPerS2, 4)).toEqual([expect.closeTo(9.8 * Math.SQRT1_2, 9), expect.closeTo(9.8 * Math.SQRT1_2, 9), 0]);
    // 90 deg in ten steps of 0.1 s; gravity goes from x to y, so the sensor turns about -z.
    expect(vectorAt(angularVelocityDegPerS, 0).map((value) => value + 0)).toEqual([0, 0, expect.closeTo(-90, 9)]);
  });

  it('stands still between two equal postures, and changes only its size between parallel ones', () => {
    const { accelerationMPerS2, angularVelocityDegPerS } = turnPosture([0, 0, 9], [0, 0, 10], { samples: 1, rateHz: 25 });
    expect(vectorAt(accelerationMPerS2, 0)).toEqual([0, 0, 9.5]);
    expect(Math.hypot(...angularVelocityDegPerS)).toBe(0);
  });
});
