import { describe, expect, it } from '@jest/globals';
import type { Repetition } from '../repetition/repetition.js';
import { repetitionDifferences } from './repetition-difference.js';

const repetition = (number: number, startMs: number, changes: object = {}): Repetition =>
  ({ number, startMs, turnMs: startMs + 400, backMs: startMs + 500, endMs: startMs + 1000, exerciseId: 'squat', features: { durationS: 1 }, execution: null, score: { verdict: 'scored', score: 90, codes: [], scorer: { id: 'a', version: '1' } }, ...changes }) as unknown as Repetition;

describe('repetitionDifferences', () => {
  it('of the same repetitions there are none, whatever the order of keys', () => {
    const again = JSON.parse(JSON.stringify(repetition(1, 0), ['startMs', 'number', 'turnMs', 'backMs', 'endMs', 'exerciseId', 'features', 'durationS', 'execution', 'score', 'codes', 'verdict', 'scorer', 'version', 'id'])) as Repetition;
    expect(repetitionDifferences([repetition(1, 0)], [{ ...again, score: repetition(1, 0).score }])).toEqual([]);
  });

  it('names what changed, to the last bit', () => {
    const before = [repetition(1, 0), repetition(2, 2000)];
    const after = [repetition(1, 0), repetition(2, 2000, { endMs: 3000.0000000000005, features: { durationS: null } })];
    expect(repetitionDifferences(before, after)).toEqual([{ before: before[1], after: after[1], changed: ['endMs', 'features.durationS'] }]);
  });

  it('pairs by overlap, so that one more at the beginning does not change all that follow but in their number', () => {
    const before = [repetition(1, 2000), repetition(2, 4000)];
    const after = [repetition(1, 0), repetition(2, 2000), repetition(3, 4000)];
    expect(repetitionDifferences(before, after).map(({ before: b, after: a, changed }) => [b?.number ?? null, a?.number ?? null, changed])).toEqual([
      [null, 1, []], [1, 2, ['number']], [2, 3, ['number']],
    ]);
  });

  it('tells of one that is found no more, and of one that moved by more than half', () => {
    const before = [repetition(1, 0), repetition(2, 4000)];
    expect(repetitionDifferences(before, [repetition(1, 4600)]).map(({ before: b, after: a }) => [b?.startMs ?? null, a?.startMs ?? null])).toEqual([[0, null], [4000, null], [null, 4600]]);
  });
});
