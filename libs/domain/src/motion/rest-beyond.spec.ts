import { describe, expect, it } from '@jest/globals';
import { blocksOf, minimumJerk, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import { straightLegRaise } from '../prescription/catalogue/straight-leg-raise.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis, type Analysis } from '../session/analyse.js';

/** An ideal sensor on a thigh, simulated, of no person; the plan forbids more than 70 deg. */
const exercise = { ...straightLegRaise, faults: [] };
const sensors: Prescription['sensors'] = [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'left' } }];

function limited(): Prescription {
  const built = buildReference({
    blocks: blocksOf(repeated({ firstS: 2, outS: 2, cycleS: 8, rangesDeg: [60, 60, 60, 60, 60] }), { seconds: 44 }), exercise, sensors,
    approved: Array.from({ length: 5 }, (_, i) => ({ startMs: 1900 + 8000 * i, endMs: 6200 + 8000 * i })),
  });
  if (!built.ok) throw new Error(built.detail);
  return prescribed({ exercise, side: 'left', sensors, intensity: null, reference: built.value, limits: { hardAngleDeg: 70 } });
}

function followed(angleAtDeg: (tS: number) => number, seconds: number): Analysis {
  const prescription = limited();
  return analyse(startAnalysis(prescription, 0), blocksOf(angleAtDeg, { seconds }), { prescription, now: null });
}

/** At 0 until 4 s, then at `restDeg` for twelve seconds, and up to 60 deg more from there. */
const restsAt = (restDeg: number) => (tS: number): number => restDeg * minimumJerk((tS - 4) / 2) + 60 * (minimumJerk((tS - 18) / 2) - minimumJerk((tS - 20) / 2));

describe('the angle that the plan forbids (clinical C8, D5; FM-04)', () => {
  it('is passed by whoever rests nearer to it, in the same repetition', () => {
    const { repetitions, findings } = followed(restsAt(30), 26);
    const last = repetitions[repetitions.length - 1].repetition;
    expect(last.features).toMatchObject({ peakAngleDeg: expect.closeTo(90, -0.5), rangeOfMotionDeg: expect.closeTo(60, -0.5) });
    expect(last.score.codes).toContainEqual(expect.objectContaining({ code: 'EXCESS_RANGE', severity: 'clear', reference: 70 }));
    expect(findings.map(({ finding: { ruleId, change } }) => [ruleId, change])).toContainEqual(['FM-04', 'raised']);
  });

  it('is not passed by whoever rests a little otherwise', () => {
    const { repetitions, findings } = followed(restsAt(6), 26);
    expect(repetitions.map(({ repetition }) => repetition.score.codes.filter(({ code }) => code === 'EXCESS_RANGE'))).toEqual([[]]);
    expect(findings.filter(({ finding }) => finding.ruleId === 'FM-04')).toEqual([]);
  });
});
