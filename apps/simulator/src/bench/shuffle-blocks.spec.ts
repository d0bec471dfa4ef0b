import { describe, expect, it } from '@jest/globals';
import type { ImuSignal } from '../recordings/recording.js';
import { shuffleBlocks, type Session } from './shuffle-blocks.js';

const rateHz = 25;
/** A block per type: 10 s of samples with two labels in the middle; each block holds its sensor in another posture. */
function threeBlocks(): Session {
  const postures = [[0, 0, 9.8], [0, 9.8, 0], [9.8, 0, 0]];
  const acc = Float64Array.from(postures.flatMap((posture) => Array.from({ length: 10 * rateHz }, () => posture).flat()));
  const gyr = Float64Array.from({ length: acc.length }, (_, i) => Math.floor(i / 3));
  const signal: ImuSignal = { kind: 'imu', sensor: 0, placement: { segment: 'unknown', side: 'midline' }, rateHz, accelerationMPerS2: acc, angularVelocityDegPerS: gyr };
  const truth = ['correct', 'too-fast', 'low-amplitude'].flatMap((type, i) => [
    { type, startMs: 10_000 * i + 4000, endMs: 10_000 * i + 5000 },
    { type, startMs: 10_000 * i + 5000, endMs: 10_000 * i + 6000 },
  ]);
  return { signals: [signal], truth };
}

describe('shuffleBlocks', () => {
  it.each([1, 2, 3, 4, 5, 6])('seed %d: another order, every label still on its own samples', (seed) => {
    const before = threeBlocks();
    const after = shuffleBlocks(before, seed);
    expect(after.truth.map(({ type }) => type)).not.toEqual(before.truth.map(({ type }) => type));
    expect(after.signals[0].accelerationMPerS2).toHaveLength(before.signals[0].accelerationMPerS2.length);
    const samplesOf = ({ signals, truth }: Session, type: string) =>
      truth.filter((each) => each.type === type).map(({ startMs, endMs }) => [...signals[0].angularVelocityDegPerS.subarray((3 * startMs * rateHz) / 1000, (3 * endMs * rateHz) / 1000)]);
    for (const type of ['correct', 'too-fast', 'low-amplitude']) expect(samplesOf(after, type)).toEqual(samplesOf(before, type));
  });

  it('turns from posture to posture at a join, with the rate that belongs to it', () => {
    const [{ accelerationMPerS2: acc, angularVelocityDegPerS: gyr }] = shuffleBlocks(threeBlocks(), 1).signals;
    const cut = 10 * rateHz;
    let largestDeg = 0;
    let turnedDeg = 0;
    for (let i = cut - 20; i < cut + 20; i++) {
      const at = (k: number): number[] => [...acc.subarray(3 * k, 3 * k + 3)];
      const dot = at(i).reduce((sum, value, k) => sum + value * at(i + 1)[k], 0) / 9.8 ** 2;
      largestDeg = Math.max(largestDeg, (Math.acos(Math.min(1, dot)) * 180) / Math.PI);
      expect(Math.hypot(...at(i))).toBeCloseTo(9.8, 6);
      if (i >= cut - 12 && i < cut + 12) turnedDeg += Math.hypot(...gyr.subarray(3 * i, 3 * i + 3)) / rateHz;
    }
    expect(largestDeg).toBeLessThan(90 / 20);
    expect(turnedDeg).toBeCloseTo((90 * 24) / 27, 0);
  });

  it('is the same for the same seed, and leaves a session of one block alone', () => {
    expect(shuffleBlocks(threeBlocks(), 7)).toEqual(shuffleBlocks(threeBlocks(), 7));
    const one = { ...threeBlocks(), truth: threeBlocks().truth.slice(0, 2) };
    expect(shuffleBlocks(one, 7)).toEqual(one);
  });

  it('refuses sensors that were interrupted', () => {
    const session = threeBlocks();
    expect(() => shuffleBlocks({ ...session, signals: [...session.signals, { ...session.signals[0], startMs: 500 }] }, 1)).toThrow(/from the first sample to the last/);
  });
});
