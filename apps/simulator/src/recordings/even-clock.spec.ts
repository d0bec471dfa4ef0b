import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../synthetic/random.js';
import { evenClock } from './even-clock.js';

describe('evenClock', () => {
  const random = seededRandom(1);
  const jittery = (count: number, startMs: number) => Array.from({ length: count }, (_, i) => startMs + (i * 1000) / 24 + 30 * (random() - 0.5));

  it('finds the even times behind stamps with 30 ms of jitter', () => {
    const { periodMs, runs } = evenClock(Float64Array.from(jittery(2400, 500)), 25);
    expect(periodMs).toBeCloseTo(1000 / 24, 1);
    expect(runs).toHaveLength(1);
    expect(runs[0].startMs).toBeCloseTo(500, -1);
  });

  it('keeps a hole a hole', () => {
    const stamps = Float64Array.from([...jittery(240, 0), ...jittery(100, 12_000)]);
    const { runs } = evenClock(stamps, 24);
    expect(runs.map(({ from, to }) => [from, to])).toEqual([[0, 240], [240, 340]]);
    expect(Math.abs(runs[1].startMs - 12_000)).toBeLessThan(15);
  });

  it('refuses a clock that was set back, by row', () => {
    expect(() => evenClock(Float64Array.from([0, 40, 80, -400]), 25)).toThrow(/row 3: time goes back by 480 ms/);
  });
});
