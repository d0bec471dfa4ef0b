import { describe, expect, it } from '@jest/globals';
import { formCodes } from './code.js';
import { featureRules } from './deviation.js';
import { compensationMeasures, type RepetitionTraces, type SegmentTrace } from './compensation-measures.js';

const segment = (frontalDeg: number[], sagittalDeg = frontalDeg.map(() => 0), axialDegPerS: number[] | null = null): SegmentTrace => ({ frontalDeg, sagittalDeg, axialDegPerS });
const given = (segments: RepetitionTraces['segments'], side: RepetitionTraces['side'] = 'right'): RepetitionTraces => ({ stepMs: 20, angleDeg: [0, 45, 90], side, segments });

describe('measures of compensation', () => {
  it('have a code that has words', () => {
    expect(formCodes).toEqual(expect.arrayContaining(Object.keys(compensationMeasures)));
  });

  it('are each a feature of the compensation domain, with that code', () => {
    for (const [code, { feature }] of Object.entries(compensationMeasures)) expect(featureRules[feature]).toMatchObject({ domain: 'compensation', code: { above: code } });
  });

  it('take the sensor that is nearest to what they mean', () => {
    const worn = { chest: segment([0, 1, 2], [5, 6, 7]), lumbar: segment([0, 3, 6], [9, 8, 8]), pelvis: segment([0, -1, -2]) };
    expect(compensationMeasures.TRUNK_LEAN_SIDE.trace(given(worn))).toMatchObject({ value: [0, 1, 2] });
    expect(compensationMeasures.TRUNK_LEAN_SIDE.trace(given({ lumbar: worn.lumbar }))).toMatchObject({ value: [0, 3, 6] });
    expect(compensationMeasures.HIP_HIKE.trace(given(worn))).toMatchObject({ value: [0, -1, -2] });
    expect(compensationMeasures.LUMBAR_ARCH.trace(given(worn))).toMatchObject({ value: [4, 2, 1] });
  });

  it('sum the turn of the trunk within the repetition, deg', () => {
    expect(compensationMeasures.TRUNK_ROTATION.trace(given({ lumbar: segment([0, 0, 0], [0, 0, 0], [50, 50, -100]) }))).toMatchObject({ value: [0, 1, -1] });
    expect(compensationMeasures.TRUNK_ROTATION.trace(given({ lumbar: segment([0, 0, 0]) }))).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
  });

  it('see a knee go inwards on either side, up to 60 deg of flexion', () => {
    const thigh = segment([0, 5, 9], [0, -59, -60]);
    const shank = segment([0, -3, -4], [0, 0, 0]);
    expect(compensationMeasures.KNEE_VALGUS_PROXY.trace(given({ thigh, shank }))).toMatchObject({ value: [0, 8, Number.NaN] });
    expect(compensationMeasures.KNEE_VALGUS_PROXY.trace(given({ thigh, shank }, 'left'))).toMatchObject({ value: [-0, -8, Number.NaN] });
    expect(compensationMeasures.KNEE_VALGUS_PROXY.trace(given({ thigh, shank }, null))).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
  });

  it('see a back that bends more than the hips, up to 45 deg of trunk', () => {
    const [lumbar, upperBack] = [segment([0, 0, 0], [0, 12, 30]), segment([0, 0, 0], [0, 40, 60])];
    expect(compensationMeasures.BACK_DOMINANT_LIFT.trace(given({ lumbar, 'upper-back': upperBack }))).toMatchObject({ value: [0, 28, Number.NaN] });
    expect(compensationMeasures.BACK_DOMINANT_LIFT.trace(given({ lumbar }))).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
  });

  it('are no number of traces of unequal length', () => {
    expect(compensationMeasures.LUMBAR_ARCH.trace(given({ lumbar: segment([0, 1]), chest: segment([0, 1, 2]) }))).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
