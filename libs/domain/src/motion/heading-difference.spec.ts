import { describe, expect, it } from '@jest/globals';
import { headingSoFarDeg, startHeading, stepHeading, type HeadingState } from './heading-difference.js';
import type { Quaternion, Vector } from './quaternion.js';

const heading = (deg: number): Quaternion => [Math.cos((deg * Math.PI) / 360), 0, 0, Math.sin((deg * Math.PI) / 360)];
const still: Quaternion = [1, 0, 0, 0];

function after(seconds: number, distalAt: (tS: number) => Quaternion, axis: Vector): HeadingState {
  const state = startHeading();
  for (let i = 0; i < seconds * 50; i++) stepHeading(state, { proximal: still, distal: distalAt(i / 50), proximalAxis: axis, distalAxis: axis, stepMs: 20 });
  return state;
}

describe('difference of two headings, told by a hinge', () => {
  it.each([0, 40, -120, 179])('is %d deg', (deg) => {
    expect(headingSoFarDeg(after(3, () => heading(deg), [0, 1, 0]))).toBeCloseTo(deg, 6);
  });

  it('follows a drift of 0.5 deg/s with the lag of its window, 7 s', () => {
    const found = headingSoFarDeg(after(60, (tS) => heading(0.5 * tS), [0, 1, 0]));
    // 30 deg less 7 s of 0.5 deg/s.
    expect(found).toBeCloseTo(26.5, 1);
  });

  it('is not told by a hinge that stands upright, nor before the first instant', () => {
    expect(headingSoFarDeg(after(3, () => still, [0.3, 0, Math.sqrt(0.91)]))).toBeNull();
    expect(headingSoFarDeg(startHeading())).toBeNull();
  });

  it('leaves out what is no number', () => {
    const state = after(3, () => heading(10), [0, 1, 0]);
    const before = { ...state };
    stepHeading(state, { proximal: [Number.NaN, 0, 0, 0], distal: still, proximalAxis: [0, 1, 0], distalAxis: [0, 1, 0], stepMs: 20 });
    expect(state).toEqual(before);
  });
});
