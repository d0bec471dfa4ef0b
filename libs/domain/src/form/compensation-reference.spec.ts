import { describe, expect, it } from '@jest/globals';
import { buildCompensationReference } from './compensation-reference.js';
import type { RepetitionTraces } from './compensation-measures.js';

const samples = 200;
const along = (value: (phase: number) => number): number[] => Array.from({ length: samples }, (_, i) => value(i / (samples - 1)));

/** Out and back by 90 deg; the chest leans to the right by `leanDeg` in the middle fifth. */
function repetition(leanDeg: number, rangeDeg = 90): RepetitionTraces {
  const angleDeg = along((phase) => (rangeDeg / 2) * (1 - Math.cos(2 * Math.PI * phase)));
  const frontalDeg = along((phase) => (Math.abs(phase - 0.5) < 0.1 ? leanDeg : 0));
  return { stepMs: 20, side: 'right', angleDeg, segments: { chest: { frontalDeg, sagittalDeg: along(() => 0), axialDegPerS: null } } };
}

describe('reference of compensation', () => {
  it('is the median of the repetitions at each phase, and knows how much they vary', () => {
    const built = buildCompensationReference([0, 4, 8, 12, 16].map((deg) => repetition(deg)));
    if (!built.ok) throw new Error(built.detail);
    const lean = built.value.measures.TRUNK_LEAN_SIDE;
    expect(lean?.valueDeg[50]).toBe(8);
    expect(lean?.valueDeg[5]).toBe(0);
    // 8, 4, 0, 4, 8 deg from the middle one: median 4, median absolute deviation 4. sqrt((5 x (1.4826 x 4)^2 + 5 x 3^2) / 10).
    expect(lean?.median).toBe(4);
    expect(lean?.spread).toBeCloseTo(Math.sqrt(((1.4826 * 4) ** 2 + 9) / 2), 6);
  });

  it('of one repetition has the spread of the prior: sqrt(5 x 3^2 / 6)', () => {
    const built = buildCompensationReference([repetition(8)]);
    expect(built).toMatchObject({ ok: true, value: { measures: { TRUNK_LEAN_SIDE: { median: 0, spread: expect.closeTo(Math.sqrt(7.5), 9) } } } });
  });

  it('leaves out what one of the repetitions lacks', () => {
    const built = buildCompensationReference([repetition(0), { ...repetition(0), segments: {} }]);
    expect(built).toMatchObject({ ok: true, value: { measures: {} } });
  });

  it('survives JSON, with what is not defined', () => {
    const bent = { frontalDeg: along(() => 0), sagittalDeg: along((phase) => 80 * Math.sin(Math.PI * phase)), axialDegPerS: null };
    const upright = { ...bent, sagittalDeg: along(() => 0) };
    const built = buildCompensationReference([{ ...repetition(0), segments: { thigh: bent, shank: upright } }]);
    if (!built.ok) throw new Error(built.detail);
    expect(built.value.measures.KNEE_VALGUS_PROXY?.valueDeg[50]).toBeNull();
    expect(built.value.measures.KNEE_VALGUS_PROXY?.valueDeg[5]).toBe(0);
    expect(JSON.parse(JSON.stringify(built.value))).toEqual(built.value);
  });

  it('is made of nothing that did not move, nor of nothing', () => {
    expect(buildCompensationReference([repetition(0, 0)])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(buildCompensationReference([])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
