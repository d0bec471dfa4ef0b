import { describe, expect, it } from '@jest/globals';
import { heldReadings, withBeats } from './held-readings.js';

const written = (...rates: [number, number][]) => rates.map(([tS, heartRateBpm]) => ({ tMs: tS * 1000, heartRateBpm }));

describe('heart rates of a log', () => {
  it('stand until the next, once a second, and over no hole', () => {
    const readings = heldReadings(written([0, 104], [2.5, 0], [3, 110], [30, 90]));
    expect(readings.slice(0, 5).map(({ tMs, heartRateBpm }) => [tMs, heartRateBpm])).toEqual([[0, 104], [1000, 104], [2000, 104], [2500, 0], [3000, 110]]);
    expect(readings.at(-2)).toMatchObject({ tMs: 12_000, heartRateBpm: 110 });
    expect(readings.at(-1)).toMatchObject({ tMs: 30_000, heartRateBpm: 90 });
  });

  it('get the beats that had come by then', () => {
    const readings = withBeats(heldReadings(written([0, 75], [3, 75])), [800, 810, 790, 805]);
    expect(readings.map(({ rrMs }) => rrMs)).toEqual([[], [800], [810], [790]]);
  });
});
