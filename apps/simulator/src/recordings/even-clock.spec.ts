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

  it.each([
    ['of whole packets of ten samples', (i: number) => ((i - (i % 10) + 9) * 1000) / 24],
    ['of whole seconds', (i: number) => 1000 * Math.floor(i / 24.5)],
    ['of samples that waited 600 ms for the radio and then came fast', (i: number) => (i * 1000) / 24 + 25 * Math.max(0, 24 - (i % 240))],
  ])('takes no stamps %s for a hole', (_, stampOf) => {
    const { periodMs, runs } = evenClock(Float64Array.from(Array.from({ length: 2400 }, (_unused, i) => stampOf(i))), 24);
    expect(runs).toHaveLength(1);
    expect(Math.abs(periodMs * 24 - 1000)).toBeLessThan(25);
  });

  it('sees a hole between whole seconds', () => {
    const { runs } = evenClock(Float64Array.from(Array.from({ length: 2400 }, (_, i) => 1000 * Math.floor((i < 1200 ? i : i + 72) / 24))), 24);
    expect(runs.map(({ from }) => from)).toEqual([0, 1200]);
    expect(runs[1].startMs - runs[0].startMs).toBeCloseTo(53_000, -2);
  });

  it.each([
    ['by 480 ms', [0, 40, 80, -400]],
    ['by less than a quarter of a second, at 25 Hz', [0, 40, 180, 60, 220]],
    ['a little each time', [0, 200, 150, 110, 70]],
  ])('refuses a clock that was set back %s, by line and value', (_, stampsMs) => {
    expect(() => evenClock(Float64Array.from(stampsMs), 25)).toThrow(/line 5: tMs (-400|60|110) is (480|120|90) ms behind (80|180|200) before it; more than 2 periods \(80\.0 ms at 25 Hz\)/);
  });

  it('takes stamps that are less than two periods behind for jitter, and leaves the samples in their order', () => {
    const { periodMs, runs } = evenClock(Float64Array.from(Array.from({ length: 100 }, (_, i) => 40 * i + (i % 2 === 0 ? 50 : 0))), 25);
    expect(periodMs).toBeCloseTo(40, 1);
    expect(runs.map(({ from, to }) => [from, to])).toEqual([[0, 100]]);
  });

  it.each([
    ['seconds', 0.04, /tMs goes on by 0\.0400 ms a row, and rateHz makes it 40\.0/],
    ['microseconds', 40_000, /tMs goes on by 4\.00e\+4 ms a row/],
    ['ms, each sample twice', 20, /tMs goes on by 20\.0 ms a row/],
    ['ms that stand still', 0, /tMs goes on by 0\.00 ms a row/],
  ])('refuses stamps in %s', (_, stepMs, message) => {
    expect(() => evenClock(Float64Array.from(Array.from({ length: 100 }, (_unused, i) => i * stepMs)), 25)).toThrow(message);
  });
});
