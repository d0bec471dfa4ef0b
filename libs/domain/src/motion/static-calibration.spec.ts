import { describe, expect, it } from '@jest/globals';
import { staticCalibration, type ImuSamples } from './static-calibration.js';

/** Triangular noise of the given SD, the same each time (sum of two congruential numbers). */
function noise(sd: number): () => number {
  let state = 1;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  return () => sd * Math.sqrt(6) * (next() + next() - 1);
}

function still(seconds: number, { gyr = [0.5, -0.3, 0.1], acc = [0, 0, 9.81], burstDegPerS = 0 } = {}): ImuSamples {
  const random = noise(0.05);
  const count = seconds * 50;
  const burst = (i: number): number => (Math.floor(i / 3) >= 100 && Math.floor(i / 3) < 110 ? burstDegPerS : 0);
  return {
    rateHz: 50,
    accelerationMPerS2: Float64Array.from({ length: 3 * count }, (_, i) => acc[i % 3] + random()),
    angularVelocityDegPerS: Float64Array.from({ length: 3 * count }, (_, i) => gyr[i % 3] + random() + burst(i)),
  };
}

describe('static calibration (clinical C2)', () => {
  it('finds the bias within 0.02 deg/s in 4 s', () => {
    const found = staticCalibration(still(4));
    if (!found.ok) throw new Error(found.detail);
    [0.5, -0.3, 0.1].forEach((value, i) => expect(Math.abs(found.value.gyroscopeBiasDegPerS[i] - value)).toBeLessThan(0.02));
    expect(found.value.up[2]).toBeCloseTo(1, 4);
    expect(found.flags).toEqual([]);
  });

  it('takes nothing from a window with a burst of 10 deg/s in it', () => {
    expect(staticCalibration(still(4, { burstDegPerS: 10 }))).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
  });

  it.each([[9.81 + 0.25, []], [9.81 + 0.35, ['ACC_SCALE']], [9.81 - 0.35, ['ACC_SCALE']]])('gravity of %d m/s2: %j', (gravity, flags) => {
    expect(staticCalibration(still(4, { acc: [0, gravity, 0] }))).toMatchObject({ ok: true, flags });
  });

  it('doubts a steady turn of more than 2 deg/s, too short a window, and what is no number', () => {
    expect(staticCalibration(still(4, { gyr: [2.2, 0, 0] }))).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(staticCalibration(still(1))).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    const broken = still(4);
    broken.accelerationMPerS2[7] = Number.NaN;
    expect(staticCalibration(broken)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
