import { describe, expect, it } from '@jest/globals';
import { counts, rateHz, turning } from '../../../../tests/support/turning-sensor.js';
import { gyroscopeEvidence, gyroscopeScale } from './gyroscope-scale.js';
import type { RawSensor } from './sensor-scale.js';

const awayFromTrue = (degPerSPerUnit: number): number => Math.abs(degPerSPerUnit * counts.perDegPerS - 1);
/** Held level; it shakes by some counts and turns to and fro about the vertical, five times a second. */
const level = (speed: number): RawSensor => ({
  acceleration: Float64Array.from({ length: 3000 }, (_, i) => (i % 3 === 2 ? 3922 + (i % 7) : 0)), rateHz,
  angularVelocity: Float64Array.from({ length: 3000 }, (_, i) => (i % 3 === 2 ? Math.round(speed * Math.sin((2 * Math.PI * (i - 2)) / 15)) : 0)),
});

describe('the scale of a gyroscope that says nothing of it', () => {
  it('comes from how gravity turns, within 3 % where nothing else accelerates', () => {
    const scale = gyroscopeScale(gyroscopeEvidence([turning(0.02)]));
    expect(scale?.told).toBe(true);
    expect(awayFromTrue(scale?.degPerSPerUnit ?? 0)).toBeLessThan(0.03);
  });

  it('comes of a cheap accelerometer too, that says 5 % more along one axis than along another', () => {
    const scale = gyroscopeScale(gyroscopeEvidence([turning(0.02, { slant: [1, 1.05, 1] })]));
    expect(scale?.told).toBe(true);
    expect(awayFromTrue(scale?.degPerSPerUnit ?? 0)).toBeLessThan(0.08);
  });

  it('is negative where the axes are those of a left hand', () => {
    const scale = gyroscopeScale(gyroscopeEvidence([turning(0.02, { axes: -1 })]));
    expect(scale?.told).toBe(true);
    expect(awayFromTrue(-(scale?.degPerSPerUnit ?? 0))).toBeLessThan(0.03);
  });

  it('is not told by a sensor that gravity does not turn in: then it is a unit in use with which people are neither slow nor wild', () => {
    // 1,902 counts at most: 133 deg/s by 0.07 a count, 116 by 1/16.4, 67 by 0.035, 109,000 in rad/s.
    expect(gyroscopeScale(gyroscopeEvidence([level(2000)]))).toEqual({ told: false, degPerSPerUnit: 0.07 });
  });

  it('is told by another recording of the same device', () => {
    const evidence = gyroscopeEvidence([level(2000)]);
    const other = gyroscopeEvidence([turning(0.02)]);
    const scale = gyroscopeScale({ swings: [...evidence.swings, ...other.swings], fast: [...evidence.fast, ...other.fast] });
    expect(scale?.told).toBe(true);
    expect(awayFromTrue(scale?.degPerSPerUnit ?? 0)).toBeLessThan(0.03);
  });

  it('is nothing where nothing turns', () => {
    expect(gyroscopeScale(gyroscopeEvidence([level(0)]))).toBeNull();
  });
});
