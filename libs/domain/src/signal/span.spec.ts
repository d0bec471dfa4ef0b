import { describe, expect, it } from '@jest/globals';
import { intersectionOverUnion, sharedOfShorter } from './span.js';

const span = (startMs: number, endMs: number) => ({ startMs, endMs });

describe('two spans', () => {
  it.each([
    [span(0, 10), span(0, 10), 1, 1],
    [span(0, 10), span(5, 15), 5 / 15, 0.5],
    [span(0, 10), span(2, 4), 0.2, 1],
    [span(0, 10), span(-30, 40), 1 / 7, 1],
    [span(0, 10), span(10, 20), 0, 0],
    [span(0, 10), span(30, 40), 0, 0],
    [span(5, 5), span(0, 10), 0, 0],
  ])('%j and %j share %d of what they cover and %d of the shorter one, either way round', (a, b, ofUnion, ofShorter) => {
    for (const [one, other] of [[a, b], [b, a]]) {
      expect(intersectionOverUnion(one, other)).toBeCloseTo(ofUnion, 12);
      expect(sharedOfShorter(one, other)).toBeCloseTo(ofShorter, 12);
    }
  });
});
