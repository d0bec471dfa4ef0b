import { describe, expect, it } from '@jest/globals';
import { leg } from '../../../../tests/support/leg.js';
import { repeated } from '../../../../tests/support/movement.js';
import type { BodySegment } from '../prescription/exercise.js';
import type { SensorVerdict } from './guided-calibration.js';
import { withHinges, type GuidedRecording } from './guided-hinge.js';

/** SYNTHETIC: a leg hangs still for a second, then its knee is lifted twice; sensors straight, x to the left. */
const lifts = (deg: number) => repeated({ firstS: 1, outS: 1, cycleS: 3, rangesDeg: [deg, deg] });
const lifted = (side: 'left' | 'right'): GuidedRecording => ({ movement: { name: 'knee-lift', side }, blocks: leg({ thighDeg: lifts(80), shankDeg: lifts(-20), seconds: 8 }) });
const passed = (sensor: number, segment: BodySegment, side: 'left' | 'right' = 'right'): SensorVerdict => ({
  sensor, placement: { segment, side }, pass: true, learned: { gyroscopeBiasDegPerS: [0, 0, 0], up: [0, 0, 1], alignment: null, forward: null, explained: null },
});
const hingesOf = (verdicts: SensorVerdict[], recordings: GuidedRecording[]) => withHinges(verdicts, recordings).map((each) => (each.pass ? (each.learned.hinge ?? null) : null));

describe('hinge of a knee that a guided calibration lifted (clinical C4)', () => {
  it('is kept with both sensors, positive where the knee bends: about -x, to the right', () => {
    const near = [expect.closeTo(-1, 2), expect.closeTo(0, 1), expect.closeTo(0, 1)];
    expect(hingesOf([passed(0, 'thigh'), passed(1, 'shank'), passed(2, 'pelvis')], [lifted('right')])).toEqual([near, near, null]);
  });

  it('is of that knee alone, and of sensors that passed', () => {
    expect(hingesOf([passed(0, 'thigh', 'left'), passed(1, 'shank', 'left')], [lifted('right')])).toEqual([null, null]);
    const slipped: SensorVerdict = { sensor: 1, placement: { segment: 'shank', side: 'right' }, pass: false, problem: 'TURNED', turnedDeg: 45, words: '' };
    expect(hingesOf([passed(0, 'thigh'), slipped], [lifted('right')])).toEqual([null, null]);
    expect(hingesOf([passed(0, 'thigh')], [lifted('right')])).toEqual([null]);
  });

  it('is not sought in another movement', () => {
    expect(hingesOf([passed(0, 'thigh'), passed(1, 'shank')], [{ ...lifted('right'), movement: { name: 'bow', side: 'both' } }])).toEqual([null, null]);
  });
});
