import { describe, expect, it } from '@jest/globals';
import { between, normal, seededRandom } from './random.js';

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, and others for another seed or stream', () => {
    const first = (seed: number, stream?: number): number[] => Array.from({ length: 5 }, seededRandom(seed, stream));
    expect(first(7)).toEqual(first(7));
    expect(first(8)).not.toEqual(first(7));
    expect(first(7, 1)).not.toEqual(first(7));
    expect(new Set([0, 1, 2, 2 ** 31].map((seed) => first(seed).join())).size).toBe(4);
  });

  it('is uniform in [0, 1)', () => {
    const random = seededRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) counts[Math.floor(random() * 10)]++;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(5 * Math.sqrt(1800));
  });
});

describe('normal', () => {
  it('has mean 0 and standard deviation 1', () => {
    const random = seededRandom(2);
    const values = Array.from({ length: 20_000 }, () => normal(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length).toBeCloseTo(1, 1);
  });
});

describe('between', () => {
  it('keeps to its bounds', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 1000; i++) {
      const value = between(random, 35, 70);
      expect(value >= 35 && value < 70).toBe(true);
    }
  });
});
