import { describe, expect, it } from '@jest/globals';
import { corridorMarks, spanOfCorridors } from './corridor-marks.js';

const corridor = { lowDeg: [-3, 40, -3], highDeg: [3, 50, 3] };

describe('the corridor behind a trace', () => {
  it('begins where the trace of the repetition did', () => {
    expect(corridorMarks([{ startMs: 2000, endMs: 5000 }], corridor, () => 10)).toEqual([{ fromS: 2, toS: 5, low: [7, 50, 7], high: [13, 60, 13] }]);
  });

  it('is not drawn where nobody knows that, nor without a reference', () => {
    expect(corridorMarks([{ startMs: 2000, endMs: 5000 }], corridor, () => null)).toEqual([]);
    expect(corridorMarks([{ startMs: 2000, endMs: 5000 }], null, () => 10)).toEqual([]);
  });

  it('is that of the side whose turn it was, where the sides take turns', () => {
    const turns = { ...corridor, side: 'left' as const, otherSide: { lowDeg: [-2, 20, -2], highDeg: [2, 30, 2] } };
    const tops = (of: typeof turns | Omit<typeof turns, 'otherSide'>) => (['left', 'right', null] as const).map((side) => corridorMarks([{ startMs: 0, endMs: 1, side }], of, () => 0).map(({ high }) => high[1]));
    expect(tops(turns)).toEqual([[50], [30], []]);
    expect(tops({ ...corridor, side: 'left' })).toEqual([[50], [], []]);
  });

  it('asks for room only while it is to be seen', () => {
    const marks = corridorMarks([{ startMs: 2000, endMs: 5000 }], corridor, () => 0);
    expect(spanOfCorridors(marks, 4, 60)).toEqual([-3, 50]);
    expect(spanOfCorridors(marks, 5, 60)).toBeNull();
  });
});
