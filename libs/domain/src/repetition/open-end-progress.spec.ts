import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { followProgress, startProgress, stepProgress, type ProgressState } from './open-end-progress.js';

const known = [0, 10, 20, 10, 0];

function after(prefix: number[], reference = known, resume = false): ProgressState {
  let state = startProgress();
  for (const angleDeg of prefix) {
    if (resume) state = JSON.parse(JSON.stringify(state)) as ProgressState;
    stepProgress(state, angleDeg, reference);
  }
  return state;
}

/** Out and back by `rangeDeg` in `samples`. */
function swing(rangeDeg: number, samples: number): number[] {
  return Array.from({ length: samples }, (_, i) => (rangeDeg / 2) * (1 - Math.cos((2 * Math.PI * i) / (samples - 1))));
}

const cutOf = (angleDeg: number[]) => ({ from: 100, angleDeg, reachDeg: [], velocityDegPerS: [], offAxisDeg: [], valid: [], manner: [] });
const angle = fc.double({ min: -90, max: 90, noNaN: true });

describe('progress through a repetition', () => {
  it.each([[[0, 10], 0.4], [[0, 10, 20], 0.6], [[0, 10, 20, 10], 0.8]])('after %j is %d (clinical C8)', (prefix, progress) => {
    expect(after(prefix).progress).toBeCloseTo(progress, 12);
  });

  it('takes the smallest of equals', () => {
    expect(after([0], [0, 0, 0, 0]).progress).toBe(0.25);
  });

  it('follows a slower one', () => {
    const slow = swing(90, 200);
    for (const done of [50, 100, 150, 200]) expect(after(slow.slice(0, done), swing(90, 100)).progress).toBeCloseTo(done / 200, 1);
  });

  it('is unknown before the first sample, for no number, and without a reference; the path goes on after it', () => {
    expect(startProgress().progress).toBeNull();
    expect(after([0, 10, Number.NaN]).progress).toBeNull();
    expect(after([0, 10, Number.NaN, 20]).progress).toBe(0.6);
    expect(after([1], []).progress).toBeNull();
  });

  it('begins where the repetition began, which is known only later, and is over with it', () => {
    const state = startProgress();
    followProgress(state, { phase: 'rest', cut: cutOf([5, 5]), startAt: 0 }, known);
    expect(state.progress).toBeNull();
    followProgress(state, { phase: 'out', cut: cutOf([5, 5, 15, 25]), startAt: 1 }, known);
    expect(state.progress).toBe(0.6);
    followProgress(state, { phase: 'back', cut: cutOf([5, 5, 15, 25, 15]), startAt: 1 }, known);
    expect(state.progress).toBe(0.8);
    followProgress(state, { phase: 'rest', cut: cutOf([5]), startAt: 0 }, known);
    expect(state.progress).toBeNull();
  });

  it('goes on after a round trip through JSON as if nothing had been', () => {
    fc.assert(fc.property(fc.array(angle, { minLength: 1, maxLength: 30 }), (prefix) => {
      expect(after(prefix, known, true)).toEqual(after(prefix));
    }));
  });

  it('is the same mirrored', () => {
    fc.assert(fc.property(fc.array(angle, { minLength: 1, maxLength: 30 }), (prefix) => {
      expect(after(prefix.map((value) => -value), known.map((value) => -value))).toEqual(after(prefix));
    }));
  });
});
