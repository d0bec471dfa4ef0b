import { describe, expect, it } from '@jest/globals';
import { minimumJerk } from '../../../../tests/support/movement.js';
import { phasesOf } from './phases.js';

/** 50 Hz: half a second of rest, 2 s out, 1 s hold, 2 s back. */
const reachDeg = Array.from({ length: 276 }, (_, i) => 80 * (minimumJerk((i / 50 - 0.5) / 2) - minimumJerk((i / 50 - 3.5) / 2)));
const none = reachDeg.map(() => 0);
const rateOf = (reach: number[]): number[] => reach.map((deg, i) => (deg - reach[Math.max(0, i - 1)]) * 50);
const cut = { from: 0, reachDeg, angleDeg: reachDeg, velocityDegPerS: rateOf(reachDeg), offAxisDeg: none, valid: none.map(() => true), manner: [] };

describe('phases of a repetition', () => {
  it('end and begin where the far end is reached and left', () => {
    const { turnAt, backAt } = phasesOf({ kind: 'repetition', cut, startAt: 25, endAt: 276, baseDeg: 0, peakDeg: 80 }, 20);
    // A minimum-jerk way is slower than a tenth of its peak in its last 5 %.
    expect(Math.abs(turnAt - 125)).toBeLessThanOrEqual(12);
    expect(Math.abs(backAt - 175)).toBeLessThanOrEqual(12);
  });

  it('have no hold where the movement turns at once', () => {
    const turning = Array.from({ length: 201 }, (_, i) => 45 * (1 - Math.cos((2 * Math.PI * i) / 200)));
    const { turnAt, backAt } = phasesOf({ kind: 'repetition', cut: { ...cut, reachDeg: turning, velocityDegPerS: rateOf(turning) }, startAt: 0, endAt: 201, baseDeg: 0, peakDeg: 90 }, 20);
    expect([turnAt, backAt]).toEqual([100, 100]);
  });

  it('count a bounce at the far end to the way out', () => {
    const bouncing = reachDeg.map((deg, i) => deg - (i > 110 && i < 145 ? 6 * Math.sin((Math.PI * (i - 110)) / 35) : 0));
    const { turnAt } = phasesOf({ kind: 'repetition', cut: { ...cut, reachDeg: bouncing, velocityDegPerS: rateOf(bouncing) }, startAt: 25, endAt: 276, baseDeg: 0, peakDeg: 80 }, 20);
    expect(turnAt).toBeGreaterThan(135);
  });

  it('know a hold of whoever overshoots and sinks', () => {
    // From 80 deg down to 68, 0.85 of the farthest, within 200 ms; from there by 2 deg more while it is held.
    const settling = reachDeg.map((deg, i) => deg - 12 * minimumJerk((i - 125) / 10) - 2 * minimumJerk((i - 135) / 40));
    const { turnAt, backAt } = phasesOf({ kind: 'repetition', cut: { ...cut, reachDeg: settling, velocityDegPerS: rateOf(settling) }, startAt: 25, endAt: 276, baseDeg: 0, peakDeg: 80 }, 20);
    expect(turnAt).toBeGreaterThan(105);
    expect(turnAt).toBeLessThan(140);
    expect(Math.abs(backAt - 175)).toBeLessThanOrEqual(12);
  });
});
