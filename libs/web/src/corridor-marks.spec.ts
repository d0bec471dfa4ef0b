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

  it('asks for room only while it is to be seen', () => {
    const marks = corridorMarks([{ startMs: 2000, endMs: 5000 }], corridor, () => 0);
    expect(spanOfCorridors(marks, 4, 60)).toEqual([-3, 50]);
    expect(spanOfCorridors(marks, 5, 60)).toBeNull();
  });
});
