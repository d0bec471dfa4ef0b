import { describe, expect, it } from '@jest/globals';
import type { Placement } from '../prescription/exercise.js';
import type { Vector } from './quaternion.js';
import type { CalibrationInForce, SensorCalibration } from './calibration-in-force.js';
import { calibrationOf, directionsOf, isCalibrationAsked, vectorOf, type PassedCalibration } from './sensor-calibration.js';

const thigh: Placement = { segment: 'thigh', side: 'right' };
const learned = (up: Vector): SensorCalibration => ({ gyroscopeBiasDegPerS: [0, 0, 0], up, alignment: null, forward: null, explained: null });
const passed = (sessionId: string, sensor: number, placement: Placement): PassedCalibration => ({ sessionId, atMs: 7, scorer: { id: 'x', version: '1' }, sensors: [{ sensor, placement, learned: learned([0, 0, 1]) }] });

describe('the calibration in force', () => {
  it('is the newest of the same sensor at the same place', () => {
    const all = [passed('newest', 0, { segment: 'thigh', side: 'left' }), passed('newer', 0, thigh), passed('old', 0, thigh), passed('other', 1, thigh)];
    expect(calibrationOf({ sensor: 0, placement: thigh }, all)).toEqual({ ...learned([0, 0, 1]), sessionId: 'newer', atMs: 7, scorer: { id: 'x', version: '1' } });
    expect(calibrationOf({ sensor: 2, placement: thigh }, all)).toBeNull();
  });

  it('says how the segment leans where it has shown up and forward; else somebody who has said it; else nobody', () => {
    const shown: CalibrationInForce = {
      ...learned([0, 0, 1]), alignment: { longitudinal: [0, 0.6, 0.8], flexion: [1, 0, 0], across: [0, -0.8, 0.6] }, forward: [0, 0.8, -0.6], explained: 1, sessionId: '', atMs: 0, scorer: { id: 'x', version: '1' },
    };
    const axes = { up: '-y', forward: 'z' } as const;
    expect(directionsOf({ calibration: shown, axes })).toMatchObject({ up: [0, 0.6, 0.8], forward: [0, 0.8, -0.6] });
    expect(directionsOf({ calibration: { ...shown, alignment: null, forward: null }, axes })).toEqual({ up: vectorOf('-y'), forward: vectorOf('z'), right: [1, 0, -0] });
    expect(vectorOf('-y')).toEqual([0, -1, 0]);
    expect(directionsOf({})).toBeNull();
  });

  it('is asked for until a session has begun since, and for half an hour', () => {
    const asked = (askedAtMs: number | null, begunAtMs: number | null, nowMs: number) => isCalibrationAsked({ askedAtMs, begunAtMs, nowMs });
    expect([asked(null, null, 0), asked(1000, null, 2000), asked(1000, 500, 2000), asked(1000, 1000, 2000)]).toEqual([false, true, true, false]);
    expect([asked(0, null, 1_799_999), asked(0, null, 1_800_000)]).toEqual([true, false]);
  });
});
