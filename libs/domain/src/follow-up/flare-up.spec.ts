import { describe, expect, it } from '@jest/globals';
import { flareUps } from './flare-up.js';
import type { DayPain } from './history.js';

/** Fourteen days of 3, the last of them the day before `pains` begin. */
const calm = (count = 14): number[] => new Array<number>(count).fill(3);
const diary = (pains: (number | null)[]): DayPain[] => pains.flatMap((pain, day) => (pain === null ? [] : [{ day, pain, saidAtMs: day * 86_400_000 }]));
const onsets = (pains: (number | null)[]) => {
  const found = flareUps(diary(pains));
  return found.ok ? found.value.map(({ onset, end }) => [onset.day, end?.day ?? null]) : found.reason;
};

describe('a flare-up (clinical F7)', () => {
  it('begins on the second of two days that are 2 above the baseline', () => {
    expect(onsets([...calm(), 5, 5])).toEqual([[15, null]]);
    expect(onsets([...calm(), 5, 4, 5])).toEqual([]);
    expect(onsets([...calm(), 5, null, 5])).toEqual([]);
    expect(onsets([...calm(), 4.5, 5])).toEqual([]);
  });

  it('begins at once with 8, when that is 3 above', () => {
    expect(onsets([...calm(), 8])).toEqual([[14, null]]);
    expect(onsets([...new Array<number>(14).fill(6), 8])).toEqual([]);
  });

  it('ends with two days that are at most 1 above the baseline of its beginning', () => {
    expect(onsets([...calm(), 5, 5, 4, 4])).toEqual([[15, 17]]);
    expect(onsets([...calm(), 5, 5, 4, 5, 4, null, 4])).toEqual([[15, null]]);
    expect(onsets([...calm(), 8, 4, 3])).toEqual([[14, 16]]);
  });

  it('needs seven of the days from fifteen to two days before', () => {
    expect(onsets([...calm(7), 3, 8])).toEqual([[8, null]]);
    expect(onsets([...calm(6), null, 3, 8])).toBe('INSUFFICIENT_DATA');
    expect(onsets([])).toBe('INSUFFICIENT_DATA');
  });

  it('has a peak', () => {
    const found = flareUps(diary([...calm(), 5, 7, 6]));
    expect(found).toMatchObject({ ok: true, value: [{ baseline: 3, peak: 7 }] });
  });
});
