import { describe, expect, it } from '@jest/globals';
import { executionFromPopulation } from './population-execution.js';

const of = (widthS: number) => executionFromPopulation({ widthS, heightDeg: 40, levelDeg: 40 });

describe('how a repetition was done, of a stranger', () => {
  it('tells haste, and nothing else', () => {
    expect(of(1.5)).toMatchObject({ type: 'too-fast', basis: 'population' });
    expect(of(5)).toMatchObject({ type: 'correct', basis: 'population' });
  });

  it('is not sure at the border', () => {
    expect(of(2.25).probability).toBeCloseTo(0.5, 6);
    expect(of(4).probability).toBeGreaterThan(0.99);
  });
});
