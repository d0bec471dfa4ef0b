import { describe, expect, it } from '@jest/globals';
import { sayGrade } from './reference-words.js';

describe('how much a reference knows, in words', () => {
  it.each([
    [0, /^none chosen yet$/], [1, /^one repetition: a rough reference/], [3, /^3 repetitions: a provisional reference/], [5, /^5 repetitions: a full reference$/],
  ])('of %d repetitions', (repetitions, words) => {
    expect(sayGrade(repetitions)).toMatch(words);
  });
});
