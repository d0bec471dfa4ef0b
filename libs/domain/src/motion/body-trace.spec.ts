import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { bodyPlan, startBodyTrace, stepBodyTrace, tracedSensors, tracesOf } from './body-trace.js';
import { emptyFrame } from './frame-queue.js';
import type { Quaternion } from './quaternion.js';

const upright = { up: 'z', forward: 'x' } as const;
/** x forward, y left, z up: a squat, whose faults lean the trunk. */
const prescription = prescribed({ sensors: [{ sensor: 4, kind: 'imu', placement: { segment: 'chest', side: 'midline' }, axes: upright }] });
const plan = bodyPlan(prescription, [4], [0]);
const about = (axis: 1 | 2, deg: number): Quaternion => {
  const q: Quaternion = [Math.cos((deg * Math.PI) / 360), 0, 0, 0];
  q[axis] = Math.sin((deg * Math.PI) / 360);
  return q;
};

function traced(q: Quaternion, { samples = 3, valid = true } = {}) {
  const state = startBodyTrace();
  for (let index = 10; index < 10 + samples; index++) stepBodyTrace(state, plan, [{ ...emptyFrame(), index, q, w: [0, 0, -30], valid }], 0);
  const cut = { from: 10, reachDeg: [0, 0, 0], angleDeg: [0, 0, 0], velocityDegPerS: [0, 0, 0], offAxisDeg: [0, 0, 0], manner: [], valid: [true, true, true] };
  return tracesOf(state, plan, { found: { kind: 'repetition', cut, startAt: 0, endAt: 3, baseDeg: 0, peakDeg: 0 }, stepMs: 20 }).segments.chest;
}

describe('traces of the rest of the body', () => {
  it('lean forwards by a turn about the left, to the right by one about the front, and turn to the right clockwise from above', () => {
    const forwards = traced(about(2, 20));
    for (const deg of forwards?.sagittalDeg ?? []) expect(deg).toBeCloseTo(20, 9);
    for (const deg of forwards?.frontalDeg ?? []) expect(deg).toBeCloseTo(0, 9);
    expect(forwards?.axialDegPerS).toEqual([30, 30, 30]);
    for (const deg of traced(about(1, 12))?.frontalDeg ?? []) expect(deg).toBeCloseTo(12, 9);
  });

  it('are left out where the sensor could not be trusted, or was not there throughout', () => {
    expect(traced(about(2, 20), { valid: false })).toBeUndefined();
    expect(traced(about(2, 20), { samples: 2 })).toBeUndefined();
  });

  it('are made of the first sensor on each segment whose axes are known, and of none where no fault needs them', () => {
    expect(tracedSensors(prescription)).toEqual([4]);
    expect(tracedSensors({ ...prescription, exercise: { ...prescription.exercise, faults: [] } })).toEqual([]);
    expect(tracedSensors({ ...prescription, sensors: prescription.sensors.map(({ axes: _, ...unknown }) => unknown) })).toEqual([]);
  });
});
