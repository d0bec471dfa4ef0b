import { describe, expect, it } from '@jest/globals';
import { isStuck, startStuck, stepStuck, stuckMs } from './stuck.js';

function stuckAfter(samples: [number, number][], rateHz: number): boolean {
  const state = startStuck();
  for (const [acc, gyr] of samples) stepStuck(state, { accelerationMPerS2: new Float64Array([0, acc, 9.81]), angularVelocityDegPerS: new Float64Array([gyr, 0, 0]) }, 0);
  return isStuck(state, rateHz);
}

const same = (samples: number): [number, number][] => new Array<[number, number]>(samples).fill([0.1, 2]);

describe('a sensor that is stuck (feature C9)', () => {
  it.each([[50, 50, false], [51, 50, true], [100, 100, false], [101, 100, true]])('%d equal samples at %d Hz: %p', (samples, rateHz, expected) => {
    expect(stuckAfter(same(samples), rateHz)).toBe(expected);
  });

  it('is told from three seconds on, with how long it has been so', () => {
    const state = startStuck();
    const sample = { accelerationMPerS2: new Float64Array([0, 0, 9.81]), angularVelocityDegPerS: new Float64Array([0, 0, 1]) };
    for (let i = 0; i < 150; i++) stepStuck(state, sample, 0);
    expect(stuckMs(state, 50)).toBeNull();
    stepStuck(state, sample, 0);
    expect(stuckMs(state, 50)).toBe(3000);
  });

  it('is not one whose gyroscope or accelerometer alone stands still, nor one that changes in its last bit', () => {
    expect(stuckAfter(same(200).map(([acc], i) => [acc, i % 2]), 50)).toBe(false);
    expect(stuckAfter(same(200).map(([, gyr], i) => [0.1 + 2 ** -50 * (i % 2), gyr]), 50)).toBe(false);
    expect(stuckAfter([...same(60), [0.1, 2.5]], 50)).toBe(false);
  });
});
