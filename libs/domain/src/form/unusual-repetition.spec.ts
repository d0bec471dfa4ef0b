import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import type { Repetition } from '../repetition/repetition.js';
import { analyse, startAnalysis } from '../session/analyse.js';
import { buildReference } from './build-reference.js';
import type { Reference } from './reference.js';

const calibration = prescribed({ sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } }] });
const shown = [60, 62, 58, 61, 59, 60, 63, 57, 60, 61, 59, 62, 58, 60, 61, 59];

function taughtFrom(repetitions: number): Reference {
  const rangesDeg = shown.slice(0, repetitions);
  const blocks = blocksOf(repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg }), { seconds: 5 * repetitions + 3 });
  const approved = rangesDeg.map((_, i) => ({ startMs: 1900 + 5000 * i, endMs: 5100 + 5000 * i }));
  const built = buildReference({ blocks, approved, exercise: calibration.exercise, sensors: calibration.sensors });
  if (!built.ok) throw new Error(built.detail);
  return built.value;
}

/** The second one goes much deeper than ever shown, a little slower so that its speed stays usual: by itself that is not worse, and no code says it. */
function done(reference: Reference): Repetition[] {
  const prescription = { ...calibration, reference };
  const usual = repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 0, 61] });
  const deep = repeated({ firstS: 2, outS: 1.62, cycleS: 5, rangesDeg: [0, 75] });
  const blocks = blocksOf((tS) => usual(tS) + deep(tS), { seconds: 18 });
  return analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null }).repetitions.map(({ repetition }) => repetition);
}

describe('an unusual repetition (clinical D4)', () => {
  const [first, deep, last] = done(taughtFrom(16));

  it('is said to be one, to look at, and is not forced into a type', () => {
    expect(deep.score.codes.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['UNUSUAL_PATTERN mild']);
    expect(deep.execution).toBeNull();
    expect(deep.features.unusualDistance).toBeGreaterThan(deep.score.codes[0].reference);
  });

  it('leaves the others as they are', () => {
    for (const { score, execution, features } of [first, last]) {
      expect(score.codes).toEqual([]);
      expect(execution?.type).toBe('correct');
      expect(features.unusualDistance).toBeLessThan(25);
    }
  });

  it('is not spoken of by a reference of few repetitions', () => {
    const reference = taughtFrom(5);
    expect(reference.residuals).toBeUndefined();
    const [, alone] = done(reference);
    expect(alone.features).not.toHaveProperty('unusualDistance');
    expect(alone.execution).not.toBeNull();
  });
});
