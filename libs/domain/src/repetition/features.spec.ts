import { describe, expect, it } from '@jest/globals';
import { minimumJerk } from '../../../../tests/support/movement.js';
import type { Reference } from '../form/reference.js';
import { featuresOf, offAxisOf, profileOf, type PhasedRepetition } from './features.js';

/** At 50 Hz: half a second of rest, 2 s out, 1 s hold, 2 s back. */
function found({ rangeDeg = 80, swingDeg = 0 } = {}): PhasedRepetition {
  const angleAt = (tS: number): number => rangeDeg * (minimumJerk((tS - 0.5) / 2) - minimumJerk((tS - 3.5) / 2));
  const times = Array.from({ length: 276 }, (_, i) => i / 50);
  const angleDeg = times.map(angleAt);
  return {
    kind: 'repetition', startAt: 25, turnAt: 125, backAt: 175, endAt: 276, baseDeg: 0, peakDeg: rangeDeg,
    cut: {
      from: 0, reachDeg: angleDeg, angleDeg, velocityDegPerS: times.map((tS) => (angleAt(tS + 1e-4) - angleAt(tS - 1e-4)) / 2e-4),
      offAxisDeg: angleDeg.map((deg) => 3 + (swingDeg * deg) / rangeDeg), valid: times.map(() => true), manner: [],
    },
  };
}

const reference = (of: PhasedRepetition): Reference => ({
  repetitions: 1, provisional: true, sensors: [0], axis: [1, 0, 0], rangeOfMotionDeg: 80, peakVelocityDegPerS: 75, durationS: 5, profiles: [profileOf(of)], offAxisDeg: 2, features: {},
  posture: null, execution: { widthS: 3, heightDeg: 80, levelDeg: 80, types: [] },
});

describe('features of a repetition (clinical C9)', () => {
  it('measures range and phases', () => {
    const features = featuresOf(found(), 20, null);
    expect(features).toMatchObject({ outS: 2, holdS: 1, backS: 2.02, durationS: 5.02, pathDistanceDeg: null, offAxisDeg: null });
    expect(features.rangeOfMotionDeg).toBeCloseTo(80, 9);
    expect(features.returnErrorDeg).toBeCloseTo(0, 9);
  });

  it('counts the far end from the rest that was approved, wherever the patient rests now (clinical C4, C8)', () => {
    const posture = { sensors: [0], rest: [], direction: [], rangeDeg: 160, path: [] };
    /** Two degrees of posture are one of the angle, of which the zero is where the patient rests now. */
    const restingAt = (deg: number): PhasedRepetition => ({ ...found(), cut: { ...found().cut, reachDeg: found().cut.angleDeg.map((angle) => 2 * (angle + deg)) } });
    const peakFrom = (deg: number): number | null => featuresOf(restingAt(deg), 20, { ...reference(found()), posture }).peakAngleDeg;
    expect([0, 9, -9, 30, -15].map(peakFrom)).toEqual([80, 80, 80, 110, 65].map((deg) => expect.closeTo(deg, 6)));
    expect(featuresOf(restingAt(30), 20, null).peakAngleDeg).toBeCloseTo(80, 6);
  });

  it('counts the far end from where the movement began where zero had become a posture beyond it', () => {
    const fromSitting = { ...found(), cut: { ...found().cut, angleDeg: found().cut.angleDeg.map((angle) => angle - 90) } };
    expect(featuresOf(fromSitting, 20, null)).toMatchObject({ peakAngleDeg: expect.closeTo(80, 6), rangeOfMotionDeg: expect.closeTo(80, 6) });
  });

  it('takes the 98th percentile of the speed for its peak: 1.875 times the mean of a minimum-jerk movement', () => {
    const { peakVelocityOutDegPerS, peakVelocityBackDegPerS } = featuresOf(found(), 20, null);
    for (const peak of [peakVelocityOutDegPerS, peakVelocityBackDegPerS]) expect(Math.abs((peak ?? 0) - (1.875 * 80) / 2)).toBeLessThan(0.5);
  });

  it('gives a minimum-jerk way the smoothness it has, whatever its size', () => {
    const { sparcOut, sparcBack } = featuresOf(found(), 20, null);
    expect(sparcOut).toBeGreaterThan(-1.7);
    expect(sparcOut).toBeLessThan(-1.3);
    expect(Math.abs((sparcBack ?? 0) - (sparcOut ?? 0))).toBeLessThan(0.05);
    expect(featuresOf(found({ rangeDeg: 40 }), 20, null).sparcOut).toBeCloseTo(sparcOut ?? 0, 9);
  });

  it('gives it the jerk that 2 s of minimum jerk have at 50 Hz (vectors.json: -5.30), and none to a slow sensor', () => {
    const { ldljOut, ldljBack } = featuresOf(found(), 20, null);
    expect(Math.abs((ldljOut ?? 0) + 5.30)).toBeLessThan(0.1);
    expect(Math.abs((ldljBack ?? 0) + 5.30)).toBeLessThan(0.1);
    expect(featuresOf(found(), 40, null)).toMatchObject({ ldljOut: null, ldljBack: null });
  });

  it('has no smoothness for what is too short or too slow', () => {
    expect(featuresOf({ ...found(), turnAt: 25 + 18 }, 20, null).sparcOut).toBeNull();
    expect(featuresOf(found({ rangeDeg: 8 }), 20, null).sparcOut).toBeNull();
  });

  it('is at no distance from itself, and at some from a smaller one', () => {
    expect(featuresOf(found(), 20, reference(found())).pathDistanceDeg).toBe(0);
    expect(featuresOf(found({ rangeDeg: 50 }), 20, reference(found())).pathDistanceDeg).toBeGreaterThan(5);
  });

  it('counts rotation off the axis from where it was at the start, less the patient\'s own', () => {
    expect(offAxisOf(found({ swingDeg: 10 }))).toBeCloseTo(10, 1);
    expect(featuresOf(found({ swingDeg: 10 }), 20, reference(found())).offAxisDeg).toBeCloseTo(8, 1);
    expect(offAxisOf(found())).toBeCloseTo(0, 9);
  });

  it('makes a profile of 100 points that begins at 0', () => {
    const profile = profileOf(found());
    expect(profile).toHaveLength(100);
    expect(profile[0]).toBe(0);
    expect(Math.max(...profile)).toBeCloseTo(80, 9);
  });
});
