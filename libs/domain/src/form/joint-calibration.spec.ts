import { describe, expect, it } from '@jest/globals';
import { leg, wornAround, type LegMovement } from '../../../../tests/support/leg.js';
import { minimumJerk, repeated } from '../../../../tests/support/movement.js';
import type { CalibrationInForce } from '../motion/calibration-in-force.js';
import type { Vector } from '../motion/quaternion.js';
import type { SegmentAlignment } from '../motion/segment-alignment.js';
import { exerciseById } from '../prescription/catalogue/index.js';
import type { Exercise } from '../prescription/exercise.js';
import type { Prescription, SensorBinding } from '../prescription/prescription.js';
import { analyse, startAnalysis } from '../session/analyse.js';
import type { ImuBlock } from '../session/block.js';
import { calibrateJoint, type JointHinge } from './joint-calibration.js';
import { findAxis, followSensors } from './movement-axis.js';

const exercise: Exercise = { ...(exerciseById('taught-movement') as Exercise), primary: { kind: 'joint', proximal: 'thigh', distal: 'shank' } };
const sensors: SensorBinding[] = [
  { sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'left' } },
  { sensor: 1, kind: 'imu', placement: { segment: 'shank', side: 'left' } },
];

/** The shank's sensor is worn a quarter turn around: its y is the leg's -x. */
const recorded = (movement: LegMovement): ImuBlock[] => leg(movement).map((block) => (block.sensor === 1 ? wornAround(block) : block));
const twice = (deg: number): ((tS: number) => number) => repeated({ firstS: 1, outS: 1, cycleS: 3, rangesDeg: [deg, deg] });
const kneeLifts = recorded({ thighDeg: twice(70), shankDeg: twice(-10), seconds: 8 });
const heelsUp = recorded({ thighDeg: twice(0), shankDeg: twice(-60), seconds: 8 });

function hingeOf(recordings: ImuBlock[][]): JointHinge {
  const hinge = calibrateJoint({ recordings, exercise, sensors });
  if (!hinge.ok) throw new Error(hinge.detail);
  return hinge.value;
}

describe('functional calibration of a joint (clinical C4)', () => {
  it('finds the hinge in both sensors from whatever bends it; positive is the way out', () => {
    const { distalAxis, proximalAxis, explained } = hingeOf([kneeLifts, heelsUp]);
    // Bending turns the shank back, about the leg's -x, against the thigh: +y of the shank's sensor, -x of the thigh's.
    expect(distalAxis[1]).toBeGreaterThan(0.999);
    expect(proximalAxis[0]).toBeLessThan(-0.999);
    expect(explained).toBeGreaterThan(0.999);
  });

  it('tells a thigh that goes with the shank from one that goes against it, which rates alone cannot (range 60 or 80 deg)', () => {
    const followed = followSensors({ blocks: kneeLifts, exercise, sensors });
    const axis = findAxis(followed, { approved: [{ startMs: 1000, endMs: 4000 }], exercise, sensors });
    expect(axis?.rangeDeg).toBeCloseTo(80, 0);
  });

  it('says what it lacks', () => {
    expect(calibrateJoint({ recordings: [], exercise, sensors })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(calibrateJoint({ recordings: [kneeLifts.filter(({ sensor }) => sensor === 0)], exercise, sensors })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(calibrateJoint({ recordings: [recorded({ thighDeg: twice(0), shankDeg: twice(0), seconds: 8 })], exercise, sensors })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(calibrateJoint({ recordings: [heelsUp, heelsUp], exercise, sensors })).toMatchObject({ ok: false, reason: 'LOW_QUALITY', detail: expect.stringContaining('proximal') });
  });

  it('refuses where no acceleration says whether the two turn with or against each other', () => {
    const [thighDeg, shankDeg] = [twice(70), twice(25)];
    // Gravity alone, as if each sensor sat in the middle of its own turn.
    const turning = leg({ thighDeg, shankDeg, seconds: 8 }).map((block) => ({ ...block, accelerationMPerS2: block.accelerationMPerS2.map((_, i) => {
      const leanRad = ((block.sensor === 0 ? thighDeg : shankDeg)(block.startMs / 1000 + Math.floor(i / 3) / block.rateHz) * Math.PI) / 180;
      return 9.81 * [0, Math.sin(leanRad), Math.cos(leanRad)][i % 3];
    }) }));
    expect(calibrateJoint({ recordings: [turning], exercise, sensors })).toMatchObject({ ok: false, reason: 'LOW_QUALITY', detail: expect.stringContaining('with or against') });
  });

  it('measures a joint that no reference knows, in a recording that begins in the middle of a movement', () => {
    const { proximalAxis, distalAxis } = hingeOf([kneeLifts, heelsUp]);
    const known = [{ ...sensors[0], flexion: proximalAxis }, { ...sensors[1], flexion: distalAxis }];
    // Already bent by 60 deg, and on to 110.
    const step = recorded({ thighDeg: (tS) => 40 + 30 * minimumJerk(tS / 1.5), shankDeg: (tS) => -20 - 20 * minimumJerk(tS / 1.5), seconds: 2 });
    expect(Math.abs(rangeOf(step, known) - 50)).toBeLessThan(3);
    expect(Math.abs(rangeOf(step, sensors) - 50)).toBeGreaterThan(10);
    // As a guided calibration has it: what lies to the right is -x of the thigh's sensor, y of the shank's.
    const guided = [{ ...sensors[0], calibration: shown([0, 1, 0]) }, { ...sensors[1], calibration: shown([1, 0, 0]) }];
    expect(Math.abs(rangeOf(step, guided) - 50)).toBeLessThan(3);
  });
});

function shown(forward: Vector): CalibrationInForce {
  const alignment = { longitudinal: [0, 0, 1], flexion: [forward[1], -forward[0], 0], across: forward } satisfies SegmentAlignment;
  return { gyroscopeBiasDegPerS: [0, 0, 0], up: [0, 0, 1], alignment, forward, explained: 1, sessionId: 'a', atMs: 0, scorer: { id: 'x', version: '1' } };
}

function rangeOf(blocks: ImuBlock[], worn: SensorBinding[]): number {
  const prescription: Prescription = { exercise, side: 'left', reference: null, alternatives: [], sensors: worn, intensity: null, conditions: [], monitoringRequired: false };
  const { telemetry } = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
  const measured = telemetry.angles.flatMap(({ angleDeg }) => angleDeg ?? []);
  return Math.max(...measured) - Math.min(...measured);
}
