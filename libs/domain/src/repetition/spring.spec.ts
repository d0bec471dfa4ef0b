import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { finishSpring, startSpring, stepSpring, type SpringMatch, type SpringPattern, type SpringState } from './spring.js';

/** Sakurai, Faloutsos & Yamamuro 2007, example 1 (vectors.json). */
const paper: SpringPattern = { channels: 1, values: [11, 6, 9, 4], limit: 15 };

/** Feeds `values` sample by sample; `resume` sends the state through JSON before each. */
function matchesIn(values: number[], pattern: SpringPattern, resume = false): SpringMatch[] {
  let state = startSpring(pattern);
  const matches: (SpringMatch | null)[] = [];
  for (let i = 0; i < values.length; i += pattern.channels) {
    if (resume) state = JSON.parse(JSON.stringify(state)) as SpringState;
    matches.push(stepSpring(state, pattern, values, i));
  }
  return [...matches, finishSpring(state)].filter((match) => match !== null);
}

/** By definition: the cheapest warping of values[from..to) onto the pattern. */
function distance(values: number[], pattern: ArrayLike<number>): number {
  let above = new Array<number>(pattern.length).fill(Infinity);
  values.forEach((value, i) => {
    const row = new Array<number>(pattern.length).fill(Infinity);
    for (let j = 0; j < pattern.length; j++) {
      const before = i === 0 && j === 0 ? 0 : Math.min(above[j], j > 0 ? above[j - 1] : Infinity, j > 0 ? row[j - 1] : Infinity);
      row[j] = before + (value - pattern[j]) ** 2;
    }
    above = row;
  });
  return above[pattern.length - 1];
}

/** Small whole numbers, so that sums are exact. */
const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 25 });
const patterns = fc.record({ channels: fc.constant(1), values: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 5 }), limit: fc.integer({ min: 0, max: 40 }) });

describe('SPRING', () => {
  it('finds what the paper finds, and tells it as soon as nothing can beat it', () => {
    const state = startSpring(paper);
    const told = [5, 12, 6, 10, 6, 5, 13].map((value) => stepSpring(state, paper, [value]));
    // Samples 2 to 5, counted from 1, are told at the seventh.
    expect(told).toEqual([null, null, null, null, null, null, { startAt: 1, endAt: 5, distance: 6 }]);
    expect(finishSpring(state)).toBeNull();
  });

  it('tells at the end what might still have been beaten', () => {
    expect(matchesIn([5, 12, 6, 10, 6], paper)).toEqual([{ startAt: 1, endAt: 5, distance: 6 }]);
  });

  it('finds a movement at half and at double speed, and none in noise beyond the limit', () => {
    const pattern = { channels: 1, values: [0, 10, 20, 10, 0], limit: 10 };
    expect(matchesIn([0, 0, 10, 10, 20, 20, 10, 10, 0, 0, 90, 90, 0, 10, 20, 10, 0], pattern).map((match) => match.distance)).toEqual([0, 0]);
    expect(matchesIn([0, 5, 0, 5, 0, 5], pattern)).toEqual([]);
  });

  it('sums over channels', () => {
    const pattern = { channels: 2, values: [0, 0, 10, 5, 0, 0], limit: 4 };
    expect(matchesIn([99, 99, 0, 1, 10, 5, 1, 1, 99, 99], pattern)).toEqual([{ startAt: 1, endAt: 4, distance: 3 }]);
    expect(matchesIn([99, 99, 0, 1, 10, 8, 1, 1, 99, 99], pattern)).toEqual([]);
  });

  it('matches nothing across a value that is no number, and goes on after it', () => {
    const strict = { ...paper, limit: 10 };
    expect(matchesIn([5, 12, 6, Number.NaN, 10, 6, 5, 13], strict)).toEqual([]);
    expect(matchesIn([5, 12, Infinity, 12, 6, 10, 6, 13], strict)).toEqual([{ startAt: 3, endAt: 7, distance: 6 }]);
  });

  it('refuses a pattern that is none', () => {
    expect(() => startSpring({ channels: 1, values: [], limit: 1 })).toThrow('no pattern');
    expect(() => startSpring({ channels: 2, values: [1, 2, 3], limit: 1 })).toThrow('no pattern');
  });

  it('goes on after a round trip through JSON as if nothing had been', () => {
    fc.assert(fc.property(values, patterns, (stream, pattern) => {
      expect(matchesIn(stream, pattern, true)).toEqual(matchesIn(stream, pattern));
    }));
  });

  it('tells matches that are within the limit, in order, apart, and as far as they are', () => {
    fc.assert(fc.property(values, patterns, (stream, pattern) => {
      let lastEnd = 0;
      for (const match of matchesIn(stream, pattern)) {
        expect(match.startAt).toBeGreaterThanOrEqual(lastEnd);
        expect(match.distance).toBeLessThanOrEqual(pattern.limit);
        expect(match.distance).toBe(distance(stream.slice(match.startAt, match.endAt), pattern.values));
        lastEnd = match.endAt;
      }
    }));
  });

  it('misses none: the best stretch of a stream is told when it is within the limit', () => {
    fc.assert(fc.property(values, patterns, (stream, pattern) => {
      let best = Infinity;
      for (let from = 0; from < stream.length; from++) {
        for (let to = from + 1; to <= stream.length; to++) best = Math.min(best, distance(stream.slice(from, to), pattern.values));
      }
      const told = matchesIn(stream, pattern).map((match) => match.distance);
      expect(told.length === 0 ? Infinity : Math.min(...told)).toBe(best <= pattern.limit ? best : Infinity);
    }));
  });

  it('does not care when the stream began', () => {
    fc.assert(fc.property(values, patterns, fc.integer({ min: 1, max: 20 }), (stream, pattern, delay) => {
      const later = matchesIn([...new Array<number>(delay).fill(Number.NaN), ...stream], pattern);
      expect(later.map((match) => ({ ...match, startAt: match.startAt - delay, endAt: match.endAt - delay }))).toEqual(matchesIn(stream, pattern));
    }));
  });
});
