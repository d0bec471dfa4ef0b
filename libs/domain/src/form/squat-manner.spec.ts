import { describe, expect, it } from '@jest/globals';
import { emptyFrame } from '../motion/frame-queue.js';
import type { Placement } from '../prescription/exercise.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import type { PostureReference } from './reference.js';
import { squatManner } from './squat-manner.js';

/** Gravity along z at rest in both sensors; pelvis (sensor 4) tilts towards x, thigh (sensor 7) towards y. */
const reference: PostureReference = { sensors: [4, 7], rest: [0, 0, 1, 0, 0, 1], direction: [0.5, 0, -0.1, 0, 1, -1], rangeDeg: 86, path: [] };
const on = (sensor: number, placement: Placement) => ({ sensor, kind: 'imu' as const, placement });
const worn = (side: 'left' | 'right') => [on(4, { segment: 'pelvis', side: 'midline' }), on(7, { segment: 'thigh', side })];
const followed = [4, 7];
const posture = [Math.sin(Math.PI / 6), 0, Math.cos(Math.PI / 6), 0, 1, 0];
const frames = [emptyFrame(), { ...emptyFrame(), w: [1, 20, 3] as [number, number, number] }];

describe('manner of a squat', () => {
  it('sees tilts from the rest of the reference, and the roll about the thigh\'s forward axis', () => {
    const seen = squatManner.viewOf({ reference, worn: worn('left'), followed })?.(posture, frames) ?? [];
    expect(seen.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([90, 30, 20]);
  });

  it('mirrors the roll of a right thigh', () => {
    expect(squatManner.viewOf({ reference, worn: worn('right'), followed })?.(posture, frames)[2]).toBe(-20);
  });

  it('sees nothing where a sensor is not worn, or not of the reference', () => {
    expect(squatManner.viewOf({ reference, worn: worn('left').slice(1), followed })).toBeNull();
    expect(squatManner.viewOf({ reference, worn: worn('left'), followed: [7] })).toBeNull();
  });

  it('takes the lowest point, the farthest tilt of the pelvis, and the roll after the lowest point alone', () => {
    // Thigh 0, 40, 80, 40; pelvis 5, 30, 20, 10; roll 50 deg/s at 50 Hz: 1 deg a sample.
    const manner = [0, 5, 50, 40, 30, 50, 80, 20, 50, 40, 10, 50];
    const series = [0, 40, 80, 40];
    const cut = { from: 0, reachDeg: series, angleDeg: series, velocityDegPerS: series, offAxisDeg: series, valid: series.map(() => true), manner };
    const found: FoundRepetition = { kind: 'repetition', cut, startAt: 0, endAt: 4, baseDeg: 0, peakDeg: 80 };
    expect(squatManner.valuesOf(found, 20)).toEqual([2, 80, 20, 30, Math.log(0.02)]);
  });
});
