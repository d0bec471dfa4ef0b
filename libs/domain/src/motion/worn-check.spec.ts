import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { exerciseById } from '../prescription/catalogue/index.js';
import type { Placement } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { Vector } from './quaternion.js';
import type { CalibrationInForce } from './calibration-in-force.js';
import { endWornCheck, isMoved, reportWorn, startWornCheck, stepWornCheck, type WornSensor } from './worn-check.js';

const rad = Math.PI / 180;
const thigh: Placement = { segment: 'thigh', side: 'right' };
const chest: Placement = { segment: 'chest', side: 'midline' };
/** In the sensor's y-z plane. */
const tilted = (deg: number): Vector => [0, Math.sin(deg * rad), Math.cos(deg * rad)];
const calibration = (up: Vector): CalibrationInForce => ({
  gyroscopeBiasDegPerS: [0, 0, 0], up, alignment: null, forward: null, explained: null, sessionId: '0', atMs: 0, scorer: { id: 'x', version: '1' },
});
const plan = (ups: { thigh: number; chest: number }, over: Partial<Prescription> = {}): Prescription => prescribed({
  sensors: [{ sensor: 0, kind: 'imu', placement: thigh, calibration: calibration(tilted(ups.thigh)) }, { sensor: 1, kind: 'imu', placement: chest, calibration: calibration(tilted(ups.chest)) }], ...over,
});

/** A quarter of a second at 50 Hz; what moves turns at 30 deg/s. */
function block(sensor: number, startMs: number, { upDeg, isMoving = false }: { upDeg: number; isMoving?: boolean }): ImuBlock {
  const samples = 12;
  const up = tilted(upDeg);
  const wave = (i: number): number => (isMoving ? 30 * Math.sin(i) : 0);
  return {
    kind: 'imu', stream: 0, sequence: 1, sensor, startMs, endMs: startMs + 240, receivedAtMs: startMs, rateHz: 50,
    accelerationMPerS2: Float64Array.from({ length: 3 * samples }, (_, i) => 9.81 * up[i % 3]), angularVelocityDegPerS: Float64Array.from({ length: 3 * samples }, (_, i) => wave(i)),
  };
}

/** Both sensors for so many seconds; null: that one sends nothing. */
function look(prescription: Prescription, phases: { seconds: number; thigh: number | null; chest: number | null; isMoving?: boolean }[]): WornSensor[] {
  const state = startWornCheck(prescription);
  if (state === null) throw new Error('nothing is looked at');
  let atMs = 0;
  for (const { seconds, isMoving, ...ups } of phases) {
    for (const endMs = atMs + seconds * 1000; atMs < endMs; atMs += 240) {
      [ups.thigh, ups.chest].forEach((upDeg, sensor) => {
        if (upDeg !== null) stepWornCheck(state, block(sensor, atMs, { upDeg, isMoving }), prescription);
      });
    }
  }
  return reportWorn(state, prescription);
}

const states = (worn: WornSensor[]) => worn.map(({ state, tiltDeg }) => [state, tiltDeg]);

describe('how the sensors sit before set 1 (clinical C4, ALIGN_SHIFT)', () => {
  it.each([[0, 'as-calibrated'], [10, 'as-calibrated'], [11, 'shifted'], [40, 'shifted']])('a thigh sensor that is tilted by %d degrees is %s', (deg, state) => {
    expect(states(look(plan({ thigh: 0, chest: 0 }), [{ seconds: 8, thigh: deg, chest: 2 }]))).toEqual([[state, deg], ['as-calibrated', 2]]);
  });

  it('is moved, so that form is not judged, by more than putting it on again explains', () => {
    const moved = (deg: number): boolean => isMoved(look(plan({ thigh: 0, chest: 0 }), [{ seconds: 8, thigh: deg, chest: 0 }]));
    expect([moved(10), moved(25), moved(26)]).toEqual([false, false, true]);
  });

  it('cannot tell before the patient has stood still, nor when everything is tilted at once, since then they may sit', () => {
    expect(states(look(plan({ thigh: 0, chest: 0 }), [{ seconds: 8, thigh: 40, chest: 0, isMoving: true }]))).toEqual([['cannot-tell', null], ['cannot-tell', null]]);
    const sitting = look(plan({ thigh: 0, chest: 0 }), [{ seconds: 8, thigh: 80, chest: 15 }]);
    expect(states(sitting)).toEqual([['cannot-tell', 80], ['cannot-tell', 15]]);
    expect(isMoved(sitting)).toBe(false);
  });

  it('takes back what a pose before standing looked like', () => {
    expect(states(look(plan({ thigh: 0, chest: 0 }), [{ seconds: 8, thigh: 80, chest: 3 }]))[0]).toEqual(['shifted', 80]);
    expect(states(look(plan({ thigh: 0, chest: 0 }), [{ seconds: 8, thigh: 80, chest: 3 }, { seconds: 3, thigh: 4, chest: 3 }]))[0]).toEqual(['as-calibrated', 4]);
  });

  it('sees two sensors exchanged that sit otherwise, and cannot see it of two that sit alike', () => {
    const exchanged = look(plan({ thigh: 0, chest: 60 }), [{ seconds: 8, thigh: 58, chest: 3 }]);
    expect(states(exchanged)).toEqual([['exchanged', 58], ['exchanged', 57]]);
    expect(exchanged[0].words).toBe('The sensors on the right thigh and the chest seem exchanged. Check them, then calibrate.');
    expect(isMoved(exchanged)).toBe(true);
    expect(states(look(plan({ thigh: 0, chest: 0 }), [{ seconds: 8, thigh: 0, chest: 0 }]))).toEqual([['as-calibrated', 0], ['as-calibrated', 0]]);
  });

  it('cannot tell of what does not begin in the pose of the calibration: nothing on the floor, the trunk alone when sitting', () => {
    const of = (exerciseId: string) => states(look(plan({ thigh: 0, chest: 0 }, { exercise: exerciseById(exerciseId) ?? prescribed().exercise }), [{ seconds: 8, thigh: 80, chest: 3 }])).map(([state]) => state);
    expect(of('bridge')).toEqual(['cannot-tell', 'cannot-tell']);
    expect(of('sit-to-stand')).toEqual(['cannot-tell', 'as-calibrated']);
  });

  it('is over with the first repetition, and a minute after the first packet; a sensor that is silent cannot be told', () => {
    const prescription = plan({ thigh: 0, chest: 0 });
    const state = startWornCheck(prescription);
    if (state === null) throw new Error('nothing is looked at');
    endWornCheck(state);
    stepWornCheck(state, block(0, 0, { upDeg: 40 }), prescription);
    expect(states(reportWorn(state, prescription))[0]).toEqual(['cannot-tell', null]);
    expect(states(look(prescription, [{ seconds: 61, thigh: 0, chest: 0, isMoving: true }, { seconds: 8, thigh: 40, chest: null }]))).toEqual([['cannot-tell', null], ['cannot-tell', null]]);
  });

  it('is not looked at where nothing was calibrated, nor in a guided calibration', () => {
    expect(startWornCheck(prescribed())).toBeNull();
    expect(startWornCheck(plan({ thigh: 0, chest: 0 }, { guided: { movements: [] } }))).toBeNull();
  });
});
