import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AngleSample } from '../motion/motion.js';
import { toCurves } from './telemetry.js';

type Traced = Pick<AngleSample, 'tMs' | 'angleDeg' | 'progress'>;

const grid = (from: number, to: number, stepMs = 20): Traced[] => Array.from({ length: to - from }, (_, i) => ({ tMs: (from + i) * stepMs, angleDeg: (from + i) / 3 }));

describe('toCurves', () => {
  it('thins 50 Hz to 25 Hz and rounds to a tenth of a degree', () => {
    expect(toCurves(grid(0, 6))).toEqual([{ fromMs: 0, stepMs: 40, angleDeg: [0, 0.7, 1.3] }]);
  });

  it('leaves 25 Hz as it is', () => {
    expect(toCurves(grid(0, 4, 40))).toEqual([{ fromMs: 0, stepMs: 40, angleDeg: [0, 0.3, 0.7, 1] }]);
  });

  it('starts a new curve after a jump, and keeps null for what could not be measured', () => {
    const curves = toCurves([...grid(0, 3, 40), { tMs: 120, angleDeg: null }, ...grid(50, 52, 40)]);
    expect(curves).toEqual([{ fromMs: 0, stepMs: 40, angleDeg: [0, 0.3, 0.7, null] }, { fromMs: 2000, stepMs: 40, angleDeg: [16.7, 17] }]);
  });

  it('says how far the repetition is at the last value, and nothing once it is over', () => {
    const during = grid(0, 3, 40).map((each, i) => ({ ...each, progress: [null, 0.2, 0.456][i] }));
    expect(toCurves(during)).toEqual([{ fromMs: 0, stepMs: 40, angleDeg: [0, 0.3, 0.7], progress: 0.46 }]);
    expect(toCurves([...during, { tMs: 120, angleDeg: 1, progress: null }])[0]).not.toHaveProperty('progress');
  });

  it('shows no lone sample, since it has no step', () => {
    expect(toCurves(grid(3, 4))).toEqual([]);
    expect(toCurves([])).toEqual([]);
  });

  it('takes the same samples of the grid however the stream was cut', () => {
    const all = grid(0, 200);
    const whole = new Map(valuesOf(all));
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 198 }), (cut) => {
        const parts = [...valuesOf(all.slice(0, cut)), ...valuesOf(all.slice(cut))];
        expect(parts).toEqual([...whole]);
      }),
    );
  });
});

function valuesOf(angles: Traced[]): [number, number | null][] {
  return toCurves(angles).flatMap(({ fromMs, stepMs, angleDeg }) => angleDeg.map((deg, i): [number, number | null] => [fromMs + i * stepMs, deg]));
}
