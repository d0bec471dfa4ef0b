import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import type { Vector } from '../motion/quaternion.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis } from './analyse.js';
import { reportOf } from './worn.js';

/** Squats of an ideal sensor on the thigh after eight seconds of standing; in them up is +z. */
const blocks = blocksOf(repeated({ firstS: 8, outS: 1.5, cycleS: 5, rangesDeg: [60, 60, 60] }), { seconds: 26 });

function calibratedWith(up: Vector): Prescription {
  const calibration = { gyroscopeBiasDegPerS: [0, 0, 0] as Vector, up, alignment: null, forward: null, explained: null, sessionId: '0', atMs: 0, scorer: { id: 'x', version: '1' } };
  return prescribed({ sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' }, calibration }] });
}

function analysed(prescription: Prescription) {
  const { state, repetitions, findings } = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
  return {
    reasons: repetitions.map(({ repetition: { score } }) => (score.verdict === 'cannot-judge' ? score.reason : score.verdict)),
    raised: findings.filter(({ finding: { ruleId } }) => ruleId === 'TC-08').map(({ finding: { change, tMs } }) => ({ change, beforeSet1: tMs < repetitions[0].repetition.startMs })),
    states: reportOf(state.worn, prescription)?.sensors?.map(({ state: worn }) => worn) ?? null,
  };
}

const rad = Math.PI / 180;
const tilted = (deg: number): Vector => [0, Math.sin(deg * rad), Math.cos(deg * rad)];

describe('how a sensor sits, in the fold', () => {
  it.each([
    [4, { reasons: ['no-reference', 'no-reference', 'no-reference'], raised: [], states: ['as-calibrated'] }],
    [15, { reasons: ['no-reference', 'no-reference', 'no-reference'], raised: [{ change: 'raised', beforeSet1: true }], states: ['shifted'] }],
    [40, { reasons: ['sensor-moved', 'sensor-moved', 'sensor-moved'], raised: [{ change: 'raised', beforeSet1: true }], states: ['shifted'] }],
  ])('by %d degrees otherwise than calibrated', (deg, expected) => {
    expect(analysed(calibratedWith(tilted(deg)))).toEqual(expected);
  });

  it('is not spoken of where nothing was calibrated', () => {
    expect(analysed(prescribed({ sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } }] }))).toMatchObject({ raised: [], states: null });
  });
});
