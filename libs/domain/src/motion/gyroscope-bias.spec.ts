import { describe, expect, it } from '@jest/globals';
import { correctBias } from './gyroscope-bias.js';

const gains = { growth: 0, clip: 1, motionW: 300, verticalW: 1e12, restW: 100 };
const identity = Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]);
const startOf = (variance: number): number[] => [0, 0, 0, variance, 0, 0, 0, variance, 0, 0, 0, variance];

describe('bias of the gyroscope, one Kalman update', () => {
  it('at rest goes by variance / (variance + measurement) of the way, and knows it better by as much', () => {
    const state = startOf(300);
    correctBias(state, 0, { atRest: true, rotation: identity, error: Float64Array.from([0.4, -0.2, 0]) }, gains);
    // 300 / 400 = 3 / 4.
    [0.3, -0.15, 0].forEach((value, i) => expect(state[i]).toBeCloseTo(value, 12));
    [75, 0, 0, 0, 75, 0, 0, 0, 75].forEach((value, i) => expect(state[3 + i]).toBeCloseTo(value, 9));
  });

  it('in motion learns nothing about the vertical, whichever axis of the sensor that is', () => {
    const state = startOf(300);
    // Earth's up is the sensor's x.
    const rotation = Float64Array.from([0, 1, 0, 0, 0, 1, 1, 0, 0]);
    correctBias(state, 0, { atRest: false, rotation, error: Float64Array.from([0.4, 0.2, 0.4]) }, gains);
    // 300 / 600 horizontally.
    [0, 0.2, 0.1].forEach((value, i) => expect(state[i]).toBeCloseTo(value, 6));
    expect(state[3]).toBeCloseTo(300, 3);
    expect(state[7]).toBeCloseTo(150, 9);
  });

  it('takes no error, and no bias, for larger than it can be', () => {
    const state = startOf(300);
    for (let i = 0; i < 20; i++) correctBias(state, 0, { atRest: true, rotation: identity, error: Float64Array.from([50, -50, 0]) }, gains);
    expect(state.slice(0, 2)).toEqual([1, -1]);
  });
});
