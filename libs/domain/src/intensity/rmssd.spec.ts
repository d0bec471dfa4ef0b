import { describe, expect, it } from '@jest/globals';
import { rmssd, rmssdOf } from './rmssd.js';

const beats = (n: number): number[] => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1000 : 1010));

describe('RMSSD (clinical B10)', () => {
  it('of the vector', () => {
    expect(rmssdOf([800, 810, 790, 805, 795])).toBeCloseTo(14.361406616345072, 12);
    expect(60_000 / ([800, 810, 790, 805, 795].reduce((a, b) => a + b) / 5)).toBeCloseTo(75, 9);
    expect(rmssdOf([800])).toBeNaN();
  });

  it('needs 30 differences and 30 s', () => {
    expect(rmssd({ rrMs: beats(31), artefactFraction: 0, atRest: true })).toEqual({ ok: true, value: 10, flags: [] });
    expect(rmssd({ rrMs: beats(30), artefactFraction: 0, atRest: true })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(rmssd({ rrMs: beats(31).map((rr) => rr - 100), artefactFraction: 0, atRest: true })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });

  it('is none of exercise, and none of bad beats', () => {
    expect(rmssd({ rrMs: beats(60), artefactFraction: 0, atRest: false })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(rmssd({ rrMs: beats(60), artefactFraction: 0.05, atRest: true })).toMatchObject({ ok: true });
    expect(rmssd({ rrMs: beats(60), artefactFraction: 0.051, atRest: true })).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
  });
});
